package io.viatra.chat.runtime.kafka;

import java.time.Instant;
import java.util.Set;

/// What a [PartitionTail] follows.
///
/// @param name of the thread, the client and the `tail` tag; unique within the process
/// @param topic the topic
/// @param partitions the partitions; empty means all that the topic has at opening
/// @param from where to begin
/// @param readCommitted whether records of open and aborted transactions are left out; false for
///   hints that must be fast, true for truth
public record TailSettings(
    String name, String topic, Set<Integer> partitions, From from, boolean readCommitted) {

  /// Where a tail begins.
  public sealed interface From {
    /// With the first record written after the tail is positioned.
    record End() implements From {}

    /// With the oldest record there is.
    record Beginning() implements From {}

    /// With the first record at or after a time; at the end when there is none.
    record Time(Instant at) implements From {}
  }

  /// Copies the partitions.
  public TailSettings {
    partitions = Set.copyOf(partitions);
  }

  /// New records of one partition, uncommitted ones too.
  public static TailSettings end(String name, String topic, int partition) {
    return new TailSettings(name, topic, Set.of(partition), new From.End(), false);
  }

  /// New records of all partitions, uncommitted ones too.
  public static TailSettings endOfAll(String name, String topic) {
    return new TailSettings(name, topic, Set.of(), new From.End(), false);
  }

  /// Records of all partitions that were written since a time, uncommitted ones too.
  public static TailSettings since(String name, String topic, Instant at) {
    return new TailSettings(name, topic, Set.of(), new From.Time(at), false);
  }

  /// All records of all partitions from the oldest on, committed ones only: a table in memory.
  public static TailSettings table(String name, String topic) {
    return new TailSettings(name, topic, Set.of(), new From.Beginning(), true);
  }
}

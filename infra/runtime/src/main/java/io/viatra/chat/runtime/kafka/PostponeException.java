package io.viatra.chat.runtime.kafka;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/// Thrown by a handler that has handled a batch up to some records whose time has not come: the
/// loop counts what lies before them as handled, keeps their partitions paused for a while and then
/// reads on from them. No thread waits, no record stays in memory, and the partitions may be taken
/// away meanwhile.
public final class PostponeException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Map<TopicPartition, Long> positions;
  private final Duration rest;

  /// @param positions the first offset not handled, per partition; the batch's other partitions
  ///   count as handled
  /// @param rest how long these partitions stay paused
  public PostponeException(Map<TopicPartition, Long> positions, Duration rest) {
    super("go on at " + positions + " in " + rest, null, false, false);
    this.positions = Map.copyOf(positions);
    this.rest = rest;
  }

  /// The first offset not handled, per partition.
  public Map<TopicPartition, Long> positions() {
    return positions;
  }

  /// How long to wait.
  public Duration rest() {
    return rest;
  }
}

package io.viatra.chat.runtime.kafka;

import java.util.Set;

/// What a [ConsumerLoop] consumes.
///
/// @param name of the thread, the client and the `loop` tag; unique within the process
/// @param groupId the consumer group
/// @param topics the topics, all of them existing
/// @param pollRecordsMax the most records in one batch, and so in memory per lane
/// @param readCommitted whether records of open and aborted transactions are left out
/// @param lanes what is handed over together
/// @param commits whether handled offsets are committed to the group; false for handlers that keep
///   their positions elsewhere and answer them from [BatchHandler#assigned]
public record LoopSettings(
    String name,
    String groupId,
    Set<String> topics,
    int pollRecordsMax,
    boolean readCommitted,
    Lanes lanes,
    boolean commits) {

  /// What is handed over together.
  public enum Lanes {
    /// Everything a poll answered, and nothing more until it is handled: one transaction per poll.
    TOGETHER,
    /// Each partition by itself: a slow one holds up no other.
    PER_PARTITION
  }

  /// Copies the topics.
  public LoopSettings {
    topics = Set.copyOf(topics);
  }

  /// Committed records, a lane per partition, offsets in the group.
  public static LoopSettings perPartition(
      String name, String groupId, Set<String> topics, int pollRecordsMax) {
    return new LoopSettings(name, groupId, topics, pollRecordsMax, true, Lanes.PER_PARTITION, true);
  }

  /// Committed records, a poll at a time, positions kept by the handler.
  public static LoopSettings ownPositions(
      String name, String groupId, Set<String> topics, int pollRecordsMax) {
    return new LoopSettings(name, groupId, topics, pollRecordsMax, true, Lanes.TOGETHER, false);
  }
}

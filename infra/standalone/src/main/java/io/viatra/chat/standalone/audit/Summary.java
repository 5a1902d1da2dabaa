package io.viatra.chat.standalone.audit;

import java.time.Duration;
import java.util.Map;

/// What an audit has looked at, and what came of it.
///
/// @param conversations that the log has begun
/// @param members present and former
/// @param passedOver records of events and receipts that nobody can read
public record Summary(
    int partitions,
    long conversations,
    long members,
    long messages,
    long passedOver,
    Map<Verdict, Long> differences,
    Duration took) {
  public Summary {
    differences = Map.copyOf(differences);
  }

  long of(Verdict verdict) {
    return differences.getOrDefault(verdict, 0L);
  }

  /// Whether everything is as the log has it.
  public boolean isEqual() {
    return differences.values().stream().allMatch(count -> count == 0);
  }
}

package io.viatra.chat.runtime.kafka;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/// The partitions that a handler has postponed, and until when, on the clock of `System.nanoTime`.
/// At most one entry per assigned partition. Used by the polling thread alone.
final class RestingPartitions {
  private final Map<TopicPartition, Long> untilNanos = new HashMap<>();

  void rest(TopicPartition partition, long until) {
    untilNanos.put(partition, until);
  }

  Set<TopicPartition> partitions() {
    return untilNanos.keySet();
  }

  void forget(Collection<TopicPartition> gone) {
    untilNanos.keySet().removeAll(gone);
  }

  /// Drops those whose time has come, and says whether there were any.
  boolean wake() {
    long now = System.nanoTime();
    return untilNanos.values().removeIf(until -> now - until >= 0);
  }

  /// The time until the first wakes, at most `longest`.
  Duration patience(Duration longest) {
    long now = System.nanoTime();
    return untilNanos.values().stream()
        .map(until -> Duration.ofNanos(Math.max(0, until - now)))
        .min(Duration::compareTo)
        .filter(rest -> rest.compareTo(longest) < 0)
        .orElse(longest);
  }
}

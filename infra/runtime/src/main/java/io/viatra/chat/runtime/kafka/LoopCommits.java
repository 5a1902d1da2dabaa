package io.viatra.chat.runtime.kafka;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The offsets of one loop that were handled and are not yet committed. Used by the polling thread
/// alone. A crash before a commit lets the records since the last one come again.
final class LoopCommits {
  private static final Logger log = LoggerFactory.getLogger(LoopCommits.class);
  private static final Duration COMMIT_MAX = Duration.ofSeconds(3);

  private final LoopSettings settings;
  private final Consumer<byte[], byte[]> consumer;
  private final Map<TopicPartition, OffsetAndMetadata> uncommitted = new HashMap<>();

  LoopCommits(LoopSettings settings, Consumer<byte[], byte[]> consumer) {
    this.settings = settings;
    this.consumer = consumer;
  }

  void handled(Map<TopicPartition, OffsetAndMetadata> next) {
    if (settings.commits()) {
      uncommitted.putAll(next);
    }
  }

  void forget(Collection<TopicPartition> partitions) {
    partitions.forEach(uncommitted::remove);
  }

  /// Commits without waiting; what fails is tried again with the next one.
  void later() {
    if (uncommitted.isEmpty()) {
      return;
    }
    Map<TopicPartition, OffsetAndMetadata> offsets = Map.copyOf(uncommitted);
    uncommitted.clear();
    consumer.commitAsync(
        offsets,
        (committed, failure) -> {
          // On the polling thread, during a later poll.
          if (failure != null) {
            log.debug("{}: a commit failed and is repeated", settings.name(), failure);
            again(committed);
          }
        });
  }

  /// Commits and waits, at most for three seconds: before partitions go to another member.
  void now() {
    if (uncommitted.isEmpty()) {
      return;
    }
    for (int attempt : List.of(1, 2)) {
      try {
        consumer.commitSync(Map.copyOf(uncommitted), COMMIT_MAX);
        uncommitted.clear();
        return;
      } catch (WakeupException e) {
        log.trace("{}: the wake-up of closing met a commit, attempt {}", settings.name(), attempt);
      } catch (KafkaException e) {
        log.warn("{}: the last commit failed", settings.name(), e);
        return;
      }
    }
  }

  /// Newer offsets of the same partitions win over those that failed.
  private void again(Map<TopicPartition, OffsetAndMetadata> failed) {
    Set<TopicPartition> mine = consumer.assignment();
    failed.forEach((partition, offset) -> {
      if (mine.contains(partition)) {
        uncommitted.putIfAbsent(partition, offset);
      }
    });
  }
}

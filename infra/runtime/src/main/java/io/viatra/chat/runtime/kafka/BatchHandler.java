package io.viatra.chat.runtime.kafka;

import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;

/// What a [ConsumerLoop] does with batches and assignments.
@FunctionalInterface
public interface BatchHandler {
  /// Handles a batch, on a virtual thread; may block. Returning means handled: the loop commits
  /// (where it commits at all) and resumes the partitions. Poison is the handler's to put away.
  ///
  /// @throws RepositionException to go on at other positions; the batch is dropped
  /// @throws PostponeException to go on with the rest of the batch later
  /// @throws InterruptedException when the partitions were taken away or the loop closes; the batch
  ///   counts as not handled
  /// @throws Exception to be called again with the same batch, after 100 ms doubling up to 10 s,
  ///   for as long as it takes; only its own partitions wait
  void handle(ConsumerRecords<byte[], byte[]> batch) throws Exception;

  /// Answers where to begin with newly assigned partitions; those left out begin at their committed
  /// offset. On the polling thread; the partitions are paused until it returns. When it throws, it
  /// is asked again with growing pauses.
  default Map<TopicPartition, Long> assigned(Set<TopicPartition> partitions) throws Exception {
    return Map.of();
  }

  /// Says that partitions are gone, after their batches in hand were handled or interrupted. On the
  /// polling thread; must be short and must not throw.
  default void revoked(Set<TopicPartition> partitions) {}
}

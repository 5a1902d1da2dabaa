package io.viatra.chat.push;

import io.viatra.chat.runtime.kafka.KafkaSettings;
import io.viatra.chat.schemas.codec.Decoded;
import io.viatra.chat.schemas.push.PushOutcome;
import io.viatra.chat.schemas.push.PushResult;
import io.viatra.chat.schemas.topic.Topics;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/// Reads the latest results of partitions back into the memory of what was sent, before their
/// requests are handled: those since the last commit come again, and of some FCM has taken the
/// push.
///
/// Results lie in the partition of their request. At most one batch of requests and one of retries
/// is uncommitted, with one result per device, so as many results from the end hold all of them,
/// however long ago they were written; twice as many are read, for a commit under way.
final class PastResults {
  private static final Duration CALL_MAX = Duration.ofSeconds(5);

  private final KafkaSettings kafka;
  private final SentPushes sent;
  private final long recordsMax;

  PastResults(KafkaSettings kafka, SentPushes sent, int batchMax) {
    this.kafka = kafka;
    this.sent = sent;
    this.recordsMax = 2L * 2 * batchMax * DeviceTable.DEVICES_PER_USER_MAX;
  }

  /// On the polling thread; a megabyte per partition at the most.
  ///
  /// @param partitions of requests or retries
  /// @throws org.apache.kafka.common.KafkaException when it could not be read within some seconds;
  ///   to be called again
  void recall(Set<TopicPartition> partitions) {
    Set<TopicPartition> results =
        partitions.stream()
            .map(each -> new TopicPartition(Topics.PUSH_RESULTS.name(), each.partition()))
            .collect(Collectors.toSet());
    try (var consumer = open()) {
      Map<TopicPartition, Long> ends = consumer.endOffsets(results, CALL_MAX);
      Map<TopicPartition, Long> begins = consumer.beginningOffsets(results, CALL_MAX);
      consumer.assign(results);
      begins.forEach((partition, begin) -> {
        long end = ends.getOrDefault(partition, begin);
        consumer.seek(partition, Math.max(begin, end - recordsMax));
      });
      readTo(ends, consumer);
    }
  }

  private void readTo(Map<TopicPartition, Long> ends, KafkaConsumer<byte[], byte[]> consumer) {
    long deadline = System.nanoTime() + CALL_MAX.toNanos();
    while (ends.entrySet().stream()
        .anyMatch(end -> consumer.position(end.getKey(), CALL_MAX) < end.getValue())) {
      consumer.poll(Duration.ofMillis(100)).forEach(this::recall);
      if (System.nanoTime() - deadline > 0) {
        throw new TimeoutException("the latest results could not be read in time");
      }
    }
  }

  /// What cannot be read is not ours, and its reader's to put away.
  private void recall(ConsumerRecord<byte[], byte[]> record) {
    if (Topics.PUSH_RESULTS.codec().decode(record.value())
        instanceof Decoded.Value<PushResult>(var result)) {
      String device = result.deviceId();
      if (result.outcome() == PushOutcome.ACCEPTED && device != null) {
        var target = new Target(result.userId(), device, result.conversationId());
        sent.reported(target, result.seq());
      }
    }
  }

  private KafkaConsumer<byte[], byte[]> open() {
    Map<String, Object> properties = kafka.clientProperties("push-past-" + UUID.randomUUID());
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    properties.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 20);
    return new KafkaConsumer<>(
        properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }
}

package io.viatra.chat.runtime.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.viatra.chat.runtime.metrics.Metrics;
import io.viatra.chat.testkit.KafkaProbe;
import io.viatra.chat.testkit.TestInfrastructure;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A handler that puts off the rest of a batch, on a real broker.
class PostponeIT {
  private final String topic = "t-" + UUID.randomUUID();
  private final LoopSettings settings =
      LoopSettings.perPartition("it-" + topic, "it-" + topic, Set.of(topic), 10);
  private final BlockingQueue<String> seen = new LinkedBlockingQueue<>();
  private final BlockingQueue<Long> postponed = new LinkedBlockingQueue<>();
  private KafkaProbe probe;
  private KafkaSettings kafka;

  @BeforeEach
  void open() {
    String bootstrap = TestInfrastructure.kafka().bootstrapServers();
    probe = KafkaProbe.of(bootstrap);
    kafka = new KafkaSettings(bootstrap, Map.of());
    probe.createTopic(topic, 2, Map.of());
  }

  @AfterEach
  void close() {
    probe.close();
  }

  @Test
  void whatIsPostponedComesAfterItsRest() throws Exception {
    Duration rest = Duration.ofSeconds(1);
    produce(0, "done");
    produce(0, "early");
    BatchHandler handler = batch -> seeUpTo("early", batch, postponed.isEmpty() ? rest : null);
    try (ConsumerLoop loop = open(handler)) {
      assertThat(Waiting.next(seen)).isEqualTo("done");
      assertThat(Waiting.next(seen)).isEqualTo("early");
      assertThat(System.nanoTime() - postponed.element()).isGreaterThanOrEqualTo(rest.toNanos());
      assertThat(loop.failing()).isFalse();
    }
  }

  @Test
  void anotherPartitionDoesNotWaitAndWhatWasHandledBeforeIsCommitted() throws Exception {
    produce(0, "done");
    produce(0, "early");
    try (ConsumerLoop loop = open(batch -> seeUpTo("early", batch, Duration.ofHours(1)))) {
      assertThat(Waiting.next(seen)).isEqualTo("done");
      Waiting.until("the rest to begin", () -> !postponed.isEmpty());
      produce(1, "free");
      assertThat(Waiting.next(seen)).isEqualTo("free");
      assertThat(loop.ended()).isNotDone();
    }
    try (ConsumerLoop loop = open(batch -> batch.forEach(each -> seen.add(text(each))))) {
      assertThat(Waiting.next(seen)).isEqualTo("early");
      assertThat(loop.ended()).isNotDone();
    }
  }

  private ConsumerLoop open(BatchHandler handler) {
    return ConsumerLoop.open(kafka, settings, handler, new Metrics("test"));
  }

  /// @param rest null postpones nothing
  private void seeUpTo(String last, ConsumerRecords<byte[], byte[]> batch, @Nullable Duration rest)
      throws PostponeException {
    for (ConsumerRecord<byte[], byte[]> record : batch) {
      if (rest != null && text(record).equals(last)) {
        postponed.add(System.nanoTime());
        var partition = new TopicPartition(record.topic(), record.partition());
        throw new PostponeException(Map.of(partition, record.offset()), rest);
      }
      seen.add(text(record));
    }
  }

  private void produce(int partition, String value) {
    probe.produce(
        new ProducerRecord<>(topic, partition, "k".getBytes(UTF_8), value.getBytes(UTF_8)));
  }

  private static String text(ConsumerRecord<byte[], byte[]> record) {
    return new String(record.value(), UTF_8);
  }
}

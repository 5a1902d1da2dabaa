package io.viatra.chat.runtime.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.viatra.chat.runtime.metrics.Metrics;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.clients.consumer.internals.AutoOffsetResetStrategy;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class PartitionTailTest {
  private static final TopicPartition PARTITION = new TopicPartition("mailbox", 3);

  private final BlockingQueue<String> seen = new LinkedBlockingQueue<>();
  private final MockConsumer<byte[], byte[]> consumer =
      new MockConsumer<>(AutoOffsetResetStrategy.NONE.name());

  private final RecordHandler handler =
      new RecordHandler() {
        @Override
        public void handle(ConsumerRecord<byte[], byte[]> record) {
          seen.add(new String(record.value(), UTF_8));
        }

        @Override
        public void skipped() {
          seen.add("skipped");
        }
      };

  /// Also where the broker is away for a moment just then.
  @Test
  void retentionThatOvertookTheTailIsToldAndTheTailGoesOn() throws Exception {
    consumer.updateEndOffsets(Map.of(PARTITION, 1L));
    var settings = TailSettings.end("tail", PARTITION.topic(), PARTITION.partition());
    consumer.schedulePollTask(() -> add(1, "one"));
    consumer.schedulePollTask(() -> {
      consumer.updateEndOffsets(Map.of(PARTITION, 9L));
      consumer.setOffsetsException(new TimeoutException("away"));
      consumer.setPollException(new OffsetOutOfRangeException(Map.of(PARTITION, 2L)));
    });
    consumer.schedulePollTask(() -> add(9, "ten"));
    try (var tail = new PartitionTail(settings, consumer, handler, null, new Metrics("test"))) {
      tail.start();
      assertThat(List.of(Waiting.next(seen), Waiting.next(seen), Waiting.next(seen)))
          .containsExactly("one", "skipped", "ten");
      assertThat(tail.ended()).isNotDone();
    }
  }

  private void add(long offset, String value) {
    consumer.addRecord(
        new ConsumerRecord<>(
            PARTITION.topic(),
            PARTITION.partition(),
            offset,
            "k".getBytes(UTF_8),
            value.getBytes(UTF_8)));
  }
}

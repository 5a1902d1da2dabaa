package io.viatra.chat.runtime.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.viatra.chat.runtime.metrics.Metrics;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DeadLettersTest {
  private final MockProducer<byte[], byte[]> producer =
      new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
  private final Metrics metrics = new Metrics("test");
  private final DeadLetters letters =
      new DeadLetters(new Publisher(producer, 10, "c", metrics, null), "dlq", "sink", metrics);

  @Test
  void aLetterHasTheBytesAsTheyWereAndTheCoordinatesInHeaders() {
    byte[] value = {0, -1, 2};
    ProducerRecord<byte[], byte[]> letter = letter("key".getBytes(UTF_8), value);
    assertThat(letter.topic()).isEqualTo("dlq");
    assertThat(letter.key()).isEqualTo("key".getBytes(UTF_8));
    assertThat(letter.value()).isEqualTo(value);
    assertThat(headers(letter))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "dlq-topic", "events",
                "dlq-partition", "3",
                "dlq-offset", "42",
                "dlq-service", "sink",
                "dlq-error-code", "UNREADABLE"));
  }

  @Test
  void nullKeysAndValuesStayNull() {
    ProducerRecord<byte[], byte[]> letter = letter(null, null);
    assertThat(letter.key()).isNull();
    assertThat(letter.value()).isNull();
  }

  @Test
  void anOversizedValueIsCutAndFlagged() {
    byte[] value = new byte[DeadLetters.VALUE_BYTES_MAX + 1];
    ProducerRecord<byte[], byte[]> letter = letter(null, value);
    assertThat(letter.value()).hasSize(DeadLetters.VALUE_BYTES_MAX);
    assertThat(headers(letter)).containsEntry("dlq-cut", Integer.toString(value.length));
  }

  @Test
  void headersOfTheRecordAreLeftBehind() {
    ConsumerRecord<byte[], byte[]> record = new ConsumerRecord<>("events", 3, 42, null, null);
    record.headers().add("x", "canary".getBytes(UTF_8));
    var _ = letters.send(record, "UNREADABLE");
    assertThat(headers(producer.history().getFirst()).toString()).doesNotContain("canary");
  }

  private ProducerRecord<byte[], byte[]> letter(byte @Nullable [] key, byte @Nullable [] value) {
    var _ = letters.send(new ConsumerRecord<>("events", 3, 42, key, value), "UNREADABLE");
    return producer.history().getFirst();
  }

  private static Map<String, String> headers(ProducerRecord<byte[], byte[]> letter) {
    return StreamSupport.stream(letter.headers().spliterator(), false)
        .collect(Collectors.toMap(each -> each.key(), each -> new String(each.value(), UTF_8)));
  }
}

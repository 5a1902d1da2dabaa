package io.viatra.chat.sink;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;

/// Consumer records made by hand.
final class Records {
  private Records() {}

  static ConsumerRecord<byte[], byte[]> at(String topic, int partition, long offset) {
    return record(topic, partition, offset, "key", new byte[0], Map.of());
  }

  @SuppressWarnings("NullAway") // A consumer's key and value may be null; its signature cannot say.
  static ConsumerRecord<byte[], byte[]> record(
      String topic,
      int partition,
      long offset,
      @Nullable String key,
      byte @Nullable [] value,
      Map<String, String> headers) {
    RecordHeaders all = new RecordHeaders();
    headers.forEach((name, text) -> all.add(name, text.getBytes(StandardCharsets.UTF_8)));
    byte[] bytes = key == null ? null : key.getBytes(StandardCharsets.UTF_8);
    return new ConsumerRecord<>(
        topic,
        partition,
        offset,
        0,
        TimestampType.CREATE_TIME,
        0,
        0,
        bytes,
        value,
        all,
        Optional.empty());
  }
}

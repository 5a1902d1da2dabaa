package io.viatra.chat.testkit;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/// One record as it lies in a topic, with readers for what tests ask most: text.
public record SeenRecord(ConsumerRecord<byte[], byte[]> raw) {
  public String topic() {
    return raw.topic();
  }

  public int partition() {
    return raw.partition();
  }

  public long offset() {
    return raw.offset();
  }

  public long timestamp() {
    return raw.timestamp();
  }

  /// The key as UTF-8, null where there is none.
  public @Nullable String key() {
    return text(raw.key());
  }

  /// The value as UTF-8, null in a tombstone.
  public @Nullable String value() {
    return text(raw.value());
  }

  /// The value as it is; a tombstone has none and is refused.
  public byte[] bytes() {
    byte[] value = raw.value();
    if (value == null) {
      throw new IllegalStateException(
          "a tombstone in %s-%d at %d".formatted(topic(), partition(), offset()));
    }
    return value;
  }

  /// A header as UTF-8, null where it is absent; of a repeated one the last.
  public @Nullable String header(String name) {
    Header header = raw.headers().lastHeader(name);
    return header == null ? null : text(header.value());
  }

  /// All headers as UTF-8, in order; of a repeated one the last, of one without value "".
  public Map<String, String> headers() {
    Map<String, String> headers = new LinkedHashMap<>();
    for (Header header : raw.headers()) {
      String value = text(header.value());
      headers.put(header.key(), value == null ? "" : value);
    }
    return headers;
  }

  private static @Nullable String text(byte @Nullable [] bytes) {
    return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
  }
}

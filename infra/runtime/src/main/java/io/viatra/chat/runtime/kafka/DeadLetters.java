package io.viatra.chat.runtime.kafka;

import io.viatra.chat.runtime.metrics.Metrics;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps records that cannot be handled: key and value as they came, and headers that say where
/// from and why (`dlq-topic`, `dlq-partition`, `dlq-offset`, `dlq-service`, `dlq-error-code`, and
/// `dlq-cut` with the original size where the value was too long). The original headers are left
/// behind and the error code comes from a closed set, so no content is ever in a header.
///
/// Any thread; never blocks. The log gets the coordinates too, in case the dead letter is lost.
public final class DeadLetters {
  private static final Logger log = LoggerFactory.getLogger(DeadLetters.class);

  /// With key and headers this stays below every default limit of broker and client.
  static final int VALUE_BYTES_MAX = 512 * 1024;

  static final int KEY_BYTES_MAX = 4 * 1024;

  private final Publisher publisher;
  private final String topic;
  private final String service;
  private final Metrics metrics;

  /// @param topic the dead-letter topic; the publisher should have it among its warm topics
  /// @param service for the header `dlq-service`
  public DeadLetters(Publisher publisher, String topic, String service, Metrics metrics) {
    this.publisher = publisher;
    this.topic = topic;
    this.service = service;
    this.metrics = metrics;
  }

  /// Writes a record away.
  ///
  /// @param errorCode from a small closed set; it becomes a header and a tag
  /// @return completes as [Publisher#publish] does; who commits offsets waits for it first
  public CompletableFuture<Published> send(
      ConsumerRecord<byte[], byte[]> record, String errorCode) {
    metrics
        .counter("kafka.dead.letters", "records nobody could handle", "code", errorCode)
        .increment();
    log.warn(
        "dead letter {}-{}@{}: {}", record.topic(), record.partition(), record.offset(), errorCode);
    byte[] key = cut(record.key(), KEY_BYTES_MAX);
    byte[] value = cut(record.value(), VALUE_BYTES_MAX);
    return publisher
        .publish(topic, null, key, value, headers(record, errorCode))
        .whenComplete((published, failure) -> {
          if (failure != null) {
            log.error(
                "dead letter {}-{}@{} was not written",
                record.topic(),
                record.partition(),
                record.offset(),
                failure);
          }
        });
  }

  private Headers headers(ConsumerRecord<byte[], byte[]> record, String errorCode) {
    Headers headers = new RecordHeaders();
    add(headers, "dlq-topic", record.topic());
    add(headers, "dlq-partition", Integer.toString(record.partition()));
    add(headers, "dlq-offset", Long.toString(record.offset()));
    add(headers, "dlq-service", service);
    add(headers, "dlq-error-code", errorCode);
    int size =
        Math.max(length(record.key()) - KEY_BYTES_MAX, length(record.value()) - VALUE_BYTES_MAX);
    if (size > 0) {
      add(headers, "dlq-cut", Integer.toString(length(record.value())));
    }
    return headers;
  }

  private static void add(Headers headers, String name, String value) {
    headers.add(name, value.getBytes(StandardCharsets.UTF_8));
  }

  private static int length(byte @Nullable [] bytes) {
    return bytes == null ? 0 : bytes.length;
  }

  private static byte @Nullable [] cut(byte @Nullable [] bytes, int max) {
    return bytes == null || bytes.length <= max ? bytes : Arrays.copyOf(bytes, max);
  }
}

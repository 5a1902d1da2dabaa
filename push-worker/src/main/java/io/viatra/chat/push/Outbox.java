package io.viatra.chat.push;

import io.viatra.chat.runtime.ids.Ids;
import io.viatra.chat.runtime.kafka.DeadLetters;
import io.viatra.chat.runtime.kafka.Published;
import io.viatra.chat.runtime.kafka.Publisher;
import io.viatra.chat.runtime.metrics.Metrics;
import io.viatra.chat.schemas.codec.CloudEvent;
import io.viatra.chat.schemas.device.Device;
import io.viatra.chat.schemas.push.PushOutcome;
import io.viatra.chat.schemas.push.PushRequest;
import io.viatra.chat.schemas.push.PushResult;
import io.viatra.chat.schemas.topic.Partitions;
import io.viatra.chat.schemas.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/// Writes what was decided. Except for [#bury], methods return when the record is durable; for
/// virtual threads.
final class Outbox {
  private static final String SOURCE = "/push-worker";

  private final Publisher publisher;
  private final DeadLetters letters;
  private final InstantSource clock;
  private final Metrics metrics;

  Outbox(Publisher publisher, InstantSource clock, Metrics metrics) {
    this.publisher = publisher;
    this.letters = new DeadLetters(publisher, Topics.DEAD_LETTERS.name(), "push-worker", metrics);
    this.clock = clock;
    this.metrics = metrics;
  }

  /// What it writes to.
  static List<String> topics() {
    return List.of(
        Topics.PUSH_RETRY.name(),
        Topics.PUSH_RESULTS.name(),
        Topics.DEVICES.name(),
        Topics.DEAD_LETTERS.name());
  }

  /// One decision.
  ///
  /// @param reason from a closed set: it becomes a tag
  void report(PushRequest request, @Nullable String deviceId, PushOutcome outcome, String reason)
      throws Exception {
    Instant now = clock.instant();
    var result =
        new PushResult(
            request.userId(),
            deviceId,
            request.conversationId(),
            request.seq(),
            request.attempt(),
            outcome,
            reason,
            now);
    var codec = Topics.PUSH_RESULTS.codec();
    write(
        Topics.PUSH_RESULTS.name(),
        request.userId(),
        codec.encode(result),
        headers(codec.type(result), now));
    String name = outcome.name().toLowerCase(Locale.ROOT);
    metrics
        .counter("chat.push.results", "decisions", "outcome", name, "reason", reason)
        .increment();
  }

  /// To be looked at again at `notBefore`, and tried when it is due.
  void retry(PushRequest request, Instant notBefore, Instant due) throws Exception {
    var next = Retries.notBefore(request, notBefore);
    var codec = Topics.PUSH_RETRY.codec();
    Headers headers = headers(codec.type(next), clock.instant());
    if (due.isAfter(notBefore)) {
      add(headers, RequestReader.DUE, due.toString());
    }
    write(Topics.PUSH_RETRY.name(), request.userId(), codec.encode(next), headers);
  }

  /// Forgets a device.
  void remove(Device device) throws Exception {
    String topic = Topics.DEVICES.name();
    int partition = Partitions.of(device.userId(), publisher.partitions(topic));
    String key = Device.key(device.userId(), device.deviceId());
    Headers headers = headers(Topics.DEVICES.codec().type(device), clock.instant());
    Waiting.all(List.of(publisher.publish(topic, partition, utf8(key), null, headers)));
  }

  CompletableFuture<Published> bury(ConsumerRecord<byte[], byte[]> record, String code) {
    return letters.send(record, code);
  }

  private void write(String topic, String key, byte[] value, Headers headers) throws Exception {
    Waiting.all(List.of(publisher.publish(topic, null, utf8(key), value, headers)));
  }

  private static Headers headers(String type, Instant now) {
    Headers headers = new RecordHeaders();
    new CloudEvent(Ids.next().toString(), SOURCE, type, now)
        .headers()
        .forEach((name, value) -> add(headers, name, value));
    return headers;
  }

  private static void add(Headers headers, String name, String value) {
    headers.add(name, utf8(value));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}

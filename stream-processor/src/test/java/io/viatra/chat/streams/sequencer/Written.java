package io.viatra.chat.streams.sequencer;

import static org.assertj.core.api.Assertions.assertThat;

import io.viatra.chat.schemas.codec.Codec;
import io.viatra.chat.schemas.codec.Decoded;
import io.viatra.chat.schemas.delivery.CrowdRecord;
import io.viatra.chat.schemas.delivery.Delivery;
import io.viatra.chat.schemas.event.ChatEvent;
import io.viatra.chat.schemas.receipt.Receipt;
import io.viatra.chat.schemas.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.test.TestRecord;

/// What one command led to, topic by topic, as a consumer would see it.
record Written(
    List<TestRecord<byte[], byte[]>> events,
    List<TestRecord<byte[], byte[]>> receipts,
    List<TestRecord<byte[], byte[]>> deliveries,
    List<TestRecord<byte[], byte[]>> crowd,
    List<TestRecord<byte[], byte[]>> deadLetters) {

  /// The one event, which is of this type.
  <E extends ChatEvent> E event(Class<E> type) {
    assertThat(events).hasSize(1);
    return type.cast(decoded(Topics.EVENTS.codec(), events.getFirst()));
  }

  /// The one receipt.
  Receipt receipt() {
    assertThat(receipts).hasSize(1);
    return decoded(Topics.RECEIPTS.codec(), receipts.getFirst());
  }

  /// All deliveries of this type.
  <D extends Delivery> List<D> deliveries(Class<D> type) {
    return deliveries.stream()
        .map(record -> decoded(Topics.DELIVERIES.codec(), record))
        .filter(type::isInstance)
        .map(type::cast)
        .toList();
  }

  /// The one record for everybody's sockets, about this.
  <D extends Delivery> D crowd(Class<D> type) {
    return type.cast(crowdRecord().delivery());
  }

  CrowdRecord crowdRecord() {
    assertThat(crowd).hasSize(1);
    return decoded(Topics.CROWD.codec(), crowd.getFirst());
  }

  /// Why there is a dead letter.
  List<String> deadLetterCodes() {
    return deadLetters.stream()
        .map(record -> headers(record).getOrDefault("dlq-error-code", ""))
        .toList();
  }

  boolean isDeadLetterAlone() {
    return events.isEmpty()
        && receipts.isEmpty()
        && deliveries.isEmpty()
        && crowd.isEmpty()
        && deadLetters.size() == 1;
  }

  static Map<String, String> headers(TestRecord<byte[], byte[]> record) {
    var headers = new LinkedHashMap<String, String>();
    record
        .headers()
        .forEach(header ->
            headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8)));
    return headers;
  }

  private static <T> T decoded(Codec<T> codec, TestRecord<byte[], byte[]> record) {
    return switch (codec.decode(record.value())) {
      case Decoded.Value<T>(T value) -> value;
      case Decoded.Malformed<T>(String reason) -> throw new AssertionError(reason);
    };
  }
}

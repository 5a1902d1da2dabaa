package io.viatra.chat.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.viatra.chat.schemas.push.PushReason;
import io.viatra.chat.schemas.push.PushRequest;
import io.viatra.chat.schemas.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RequestReaderTest {
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

  @Test
  void readsARequestAndWhetherItIsEarly() {
    assertThat(RequestReader.read(record("ann", request(null))).isEarly(NOW)).isFalse();
    assertThat(RequestReader.read(record("ann", request(NOW))).isEarly(NOW)).isFalse();
    var early = RequestReader.read(record("ann", request(NOW.plusMillis(1))));
    assertThat(early.isEarly(NOW)).isTrue();
    assertThat(early.due()).isNull();
  }

  @Test
  void readsWhenARetryIsReallyDue() {
    var record = record("ann", request(NOW));
    record.headers().add(RequestReader.DUE, bytes("2026-11-22T13:00:00Z"));
    assertThat(RequestReader.read(record).due()).isEqualTo(Instant.parse("2026-11-22T13:00:00Z"));
    record.headers().add(RequestReader.DUE, bytes("later"));
    assertPoison(record, "OUT_OF_BOUNDS");
  }

  @Test
  void poisonHasACodeFromAClosedSet() {
    assertPoison(record("ann", (byte[]) null), "EMPTY");
    assertPoison(record("ann", bytes("{no json")), "NOT_JSON");
    assertPoison(record("ann", bytes("{\"userId\":\"ann\"}")), "OUT_OF_BOUNDS");
    assertPoison(record("bob", request(null)), "FOREIGN_KEY");
    assertPoison(record(null, request(null)), "FOREIGN_KEY");
  }

  private static void assertPoison(ConsumerRecord<byte[], byte[]> record, String code) {
    assertThatThrownBy(() -> RequestReader.read(record)).hasMessage(code);
  }

  private static PushRequest request(@Nullable Instant notBefore) {
    return new PushRequest(
        "ann",
        new UUID(1, 1),
        new UUID(2, 2),
        7,
        3,
        PushReason.OFFLINE,
        null,
        0,
        notBefore,
        NOW,
        NOW.plusSeconds(60));
  }

  private static ConsumerRecord<byte[], byte[]> record(@Nullable String key, PushRequest request) {
    return record(key, Topics.PUSH_REQUESTS.codec().encode(request));
  }

  private static ConsumerRecord<byte[], byte[]> record(
      @Nullable String key, byte @Nullable [] value) {
    byte @Nullable [] keyBytes = key == null ? null : bytes(key);
    return new ConsumerRecord<>(Topics.PUSH_RETRY.name(), 0, 0, keyBytes, value);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}

package io.viatra.chat.ingest.write;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.viatra.chat.ingest.request.NewMessage;
import io.viatra.chat.ingest.wire.Message;
import io.viatra.chat.ingest.wire.Ticks;
import io.viatra.chat.schemas.conversation.MessageType;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SameBodyTest {
  private static final UUID ID = UUID.fromString("018f2f5e-7b5a-7c3d-9e21-5a6b7c8d9e0f");
  private static final JsonMapper FROM_CLIENT = new JsonMapper();
  private static final JsonMapper FROM_STORE =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  @Test
  void aRepeatSaysTheSame() {
    assertThat(SameBody.holds(stored("hi", null, false), draft("hi", null))).isTrue();
    assertThat(SameBody.holds(stored("hi", null, false), draft("ho", null))).isFalse();
  }

  @Test
  void theStoreMayWriteNumbersAndKeysAnotherWay() throws JsonProcessingException {
    var sent = FROM_CLIENT.readTree("{\"b\":1e2,\"a\":[0.10,{\"c\":1}]}");
    var read = FROM_STORE.readTree("{\"a\":[0.10,{\"c\":1}],\"b\":100}");

    assertThat(SameBody.holds(stored("hi", read, false), draft("hi", sent))).isTrue();
  }

  @Test
  void otherMetadataIsAnotherBody() throws JsonProcessingException {
    var one = FROM_CLIENT.readTree("{\"a\":1}");
    var two = FROM_CLIENT.readTree("{\"a\":2}");

    assertThat(SameBody.holds(stored("hi", one, false), draft("hi", two))).isFalse();
    assertThat(SameBody.holds(stored("hi", one, false), draft("hi", null))).isFalse();
    assertThat(SameBody.digest(draft("hi", one))).isNotEqualTo(SameBody.digest(draft("hi", two)));
  }

  @Test
  void aTombstoneContradictsNothing() {
    assertThat(SameBody.holds(stored(null, null, true), draft("anything", null))).isTrue();
  }

  @Test
  void theDigestLooksPastTheOrderOfKeys() throws JsonProcessingException {
    var one = FROM_CLIENT.readTree("{\"a\":1,\"b\":2}");
    var two = FROM_CLIENT.readTree("{\"b\":2,\"a\":1}");

    assertThat(SameBody.digest(draft("hi", one))).isEqualTo(SameBody.digest(draft("hi", two)));
  }

  private static NewMessage draft(String content, @Nullable JsonNode metadata) {
    return new NewMessage(content, MessageType.TEXT, "c1", null, null, metadata);
  }

  private static Message stored(
      @Nullable String content, @Nullable JsonNode metadata, boolean deleted) {
    return new Message(
        ID,
        ID,
        1L,
        1L,
        "ana",
        MessageType.TEXT,
        content,
        "c1",
        null,
        null,
        metadata,
        Map.of(),
        Ticks.NONE,
        deleted,
        null,
        Instant.EPOCH);
  }
}

package io.viatra.chat.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Typing between two nodes over a Redis of its own, which goes away.
class TypingIT extends TwoEdges {
  TypingIT() {
    super(5, Map.of());
  }

  @BeforeEach
  void acquaint() {
    bothKnow();
  }

  @Test
  void whoJoinedSeesWhoTypesOnAnotherNodeAndNotOneself() {
    try (var writer = TestClient.ready(one, ana);
        var reader = TestClient.ready(two, ben)) {
      call(writer, "join_conversation");
      call(reader, "join_conversation");
      call(writer, "typing_start");
      var typing = reader.await("user_typing");
      assertThat(users(typing)).containsExactly(ana);
      assertThat(typing.path("conversationId").asText()).isEqualTo(conversation.toString());
      assertThat(Instant.parse(typing.path("expiresAt").asText())).isAfter(Instant.now());
      call(writer, "typing_stop");
      assertThat(users(reader.await("user_typing"))).isEmpty();
      assertThat(writer.left("user_typing")).isEmpty();
    }
  }

  @Test
  void aMessageOrALeavingEndsTyping() {
    try (var reader = TestClient.ready(two, ben)) {
      call(reader, "join_conversation");
      try (var writer = TestClient.ready(one, ana)) {
        call(writer, "typing_start");
        assertThat(users(reader.await("user_typing"))).containsExactly(ana);
        writer.call(
            "send_message",
            "{\"conversationId\": \"%s\", \"content\": \"said\"}".formatted(conversation));
        assertThat(users(reader.await("user_typing"))).isEmpty();
      }
      try (var writer = TestClient.ready(one, ben)) {
        call(writer, "typing_start");
      }
      try (var newcomer = TestClient.ready(one, ana)) {
        call(newcomer, "join_conversation");
        assertThat(newcomer.left("user_typing")).allMatch(event -> users(event).isEmpty());
      }
    }
  }

  @Test
  void aNewcomerLearnsWhoTypesAlready() {
    try (var writer = TestClient.ready(one, ana);
        var newcomer = TestClient.ready(two, ben)) {
      call(writer, "typing_start");
      call(newcomer, "join_conversation");
      // Clients say it again every few seconds: a start is lost where Redis is slow to answer.
      Awaitility.await()
          .atMost(Duration.ofSeconds(20))
          .pollDelay(Duration.ZERO)
          .pollInterval(Duration.ofSeconds(1))
          .until(() -> {
            writer.call("typing_start", json(conversation));
            return !newcomer.left("user_typing").isEmpty();
          });
      assertThat(users(newcomer.await("user_typing"))).containsExactly(ana);
    }
  }

  @Test
  void typingIsLimitedAndForMembersOnly() {
    try (var client = TestClient.ready(one, ana)) {
      call(client, "typing_start");
      var refused = client.call("typing_start", json(conversation)).path("error");
      assertThat(refused.path("code").asText()).isEqualTo("RATE_LIMITED");
      assertThat(refused.path("retryAfterMs").asLong()).isBetween(1L, 3_000L);
      assertThat(
              client
                  .call("typing_start", json(UUID.randomUUID()))
                  .path("error")
                  .path("code")
                  .asText())
          .isEqualTo("NOT_FOUND");
    }
  }

  @Test
  void withoutRedisTypingPausesAndMessagesGoOn() throws Exception {
    try (var writer = TestClient.ready(one, ana);
        var reader = TestClient.ready(two, ben)) {
      call(reader, "join_conversation");
      redis.stop();
      call(writer, "typing_start");
      assertThat(
              writer
                  .call(
                      "send_message",
                      "{\"conversationId\": \"%s\", \"content\": \"x\"}".formatted(conversation))
                  .path("ok")
                  .asBoolean())
          .isTrue();
      redis.resume();
      // The subscription mends itself; a client that goes on typing says so again.
      var heard = false;
      for (int i = 0; i < 10 && !heard; i++) {
        writer.call("typing_start", json(conversation));
        heard = !reader.left("user_typing").isEmpty() || waited(reader);
      }
      assertThat(heard).isTrue();
    } finally {
      redis.resume();
    }
  }

  private static boolean waited(TestClient reader) {
    return reader.hears("user_typing", Duration.ofSeconds(3));
  }

  private void call(TestClient client, String event) {
    assertThat(client.call(event, json(conversation))).hasToString("{\"ok\":true}");
  }

  private static String json(UUID conversation) {
    return "{\"conversationId\": \"%s\"}".formatted(conversation);
  }

  private static List<String> users(JsonNode typing) {
    return StreamSupport.stream(typing.path("userIds").spliterator(), false)
        .map(JsonNode::asText)
        .toList();
  }
}

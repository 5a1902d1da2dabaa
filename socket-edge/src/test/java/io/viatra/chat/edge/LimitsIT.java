package io.viatra.chat.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.socket.client.Socket;
import io.viatra.chat.runtime.service.Running;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// The rates, counted in a real Redis.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LimitsIT {
  private RouterStandIn router;
  private ReadsStandIn reads;
  private Running edge;

  @BeforeAll
  void start() throws Exception {
    router = new RouterStandIn("limits");
    reads = new ReadsStandIn();
    edge = EdgeWorld.edge(7, reads.url(), Map.of());
  }

  @AfterAll
  void stop() {
    edge.close();
    reads.close();
    router.close();
  }

  @Test
  void aBurstOfMessagesInAConversationIsCutWithATimeToComeBack() {
    var conversation = UUID.randomUUID();
    var user = "burst-" + conversation;
    router.knows(user, Samples.state(conversation, 1, 0));
    try (var client = TestClient.ready(edge, user)) {
      var acks =
          IntStream.range(0, 60)
              .mapToObj(i ->
                  client.asks(
                      "send_message",
                      "{\"conversationId\": \"%s\", \"content\": \"%d\"}"
                          .formatted(conversation, i)))
              .map(java.util.concurrent.CompletableFuture::join)
              .toList();
      assertThat(acks.subList(0, 30)).allMatch(ack -> ack.path("ok").asBoolean());
      assertThat(acks)
          .anySatisfy(ack -> {
            assertThat(code(ack)).isEqualTo("RATE_LIMITED");
            assertThat(ack.path("error").path("retryAfterMs").asLong()).isPositive();
          });
    }
  }

  @Test
  void hundredAndTwentyEventsAMinuteAreEnough() {
    try (var client = TestClient.ready(edge, "chatty-" + UUID.randomUUID())) {
      var acks =
          IntStream.range(0, 130)
              .mapToObj(_ -> client.asks("make_coffee", "{}"))
              .map(java.util.concurrent.CompletableFuture::join)
              .toList();
      assertThat(acks.subList(0, 120)).allMatch(ack -> code(ack).equals("UNKNOWN_EVENT"));
      assertThat(code(acks.getLast())).isEqualTo("RATE_LIMITED");
    }
  }

  @Test
  void whoConnectsTooOftenIsToldWhenToComeBack() {
    var token = EdgeWorld.token("eager-" + UUID.randomUUID());
    for (int i = 0; i < 10; i++) {
      try (var client = TestClient.of(edge, Map.of("token", token))) {
        client.connect();
        client.await(Socket.EVENT_CONNECT);
      }
    }
    try (var client = TestClient.of(edge, Map.of("token", token))) {
      client.connect();
      var error = client.await(Socket.EVENT_CONNECT_ERROR);
      assertThat(error.path("message").asText()).isEqualTo("RATE_LIMITED");
      assertThat(error.path("data").path("code").asText()).isEqualTo("RATE_LIMITED");
      assertThat(error.path("data").path("retryAfterMs").asLong()).isBetween(1L, 6_000L);
    }
  }

  private static String code(JsonNode ack) {
    return ack.path("error").path("code").asText();
  }
}

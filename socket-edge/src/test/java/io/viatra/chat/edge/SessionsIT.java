package io.viatra.chat.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.auth0.jwt.JWT;
import com.auth0.jwt.algorithms.Algorithm;
import io.socket.client.Socket;
import io.viatra.chat.edge.engineio.Eventually;
import io.viatra.chat.schemas.session.SessionClosed;
import io.viatra.chat.schemas.session.SessionOpened;
import io.viatra.chat.schemas.topic.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// Coming, being ready, going.
class SessionsIT extends OneEdge {
  SessionsIT() {
    super(1);
  }

  @Test
  void aSocketLearnsWhereEverythingStands() {
    var conversation = UUID.randomUUID();
    router.knows("ready-1", Samples.state(conversation, 7, 5));
    try (var client = TestClient.connected(edge, "ready-1")) {
      var ready = client.await("session_ready");
      assertThat(ready.path("totalUnread").asLong()).isEqualTo(5);
      var standing = ready.path("conversations").path(conversation.toString());
      assertThat(standing.path("ver").asLong()).isEqualTo(7);
      assertThat(standing.path("lastSeq").asLong()).isEqualTo(5);
      assertThat(standing.path("readSeq").asLong()).isZero();
      assertThat(standing.path("unread").asLong()).isEqualTo(5);
    }
  }

  @Test
  void nothingComesLiveBeforeTheSnapshot() {
    var conversation = UUID.randomUUID();
    router.holdBack();
    try (var client = TestClient.connected(edge, "barrier-1")) {
      Eventually.is("the router heard", () -> opened("barrier-1") == 1);
      router.deliver(
          slot,
          Samples.delivery(Samples.message(conversation, 2, 1, "x"), "barrier-1"),
          List.of("barrier-1"));
      router.knows("barrier-1", Samples.state(conversation, 2, 1));
      router.answer();
      router.deliver(
          slot,
          Samples.delivery(Samples.message(conversation, 3, 2, "x"), "barrier-1"),
          List.of("barrier-1"));
      assertThat(client.await("new_message").path("seq").asLong()).isEqualTo(2);
      assertThat(client.left("new_message")).isEmpty();
      assertThat(client.left("session_ready")).hasSize(1);
    } finally {
      router.answer();
    }
  }

  @Test
  void badTokensGetAConnectErrorAndNoHttpStatus() {
    var expired = EdgeWorld.token("late", Duration.ofMinutes(-5));
    var unsigned = JWT.create().withSubject("nobody").sign(Algorithm.none());
    for (String token : Arrays.asList("", "garbage", expired, unsigned)) {
      try (var client = TestClient.of(edge, Map.of("token", token))) {
        client.connect();
        var error = client.await(Socket.EVENT_CONNECT_ERROR);
        assertThat(error.path("message").asText()).isEqualTo("UNAUTHENTICATED");
        assertThat(error.path("data").path("code").asText()).isEqualTo("UNAUTHENTICATED");
      }
    }
    try (var client = TestClient.of(edge, Map.of())) {
      client.connect();
      assertThat(client.await(Socket.EVENT_CONNECT_ERROR).path("message").asText())
          .isEqualTo("UNAUTHENTICATED");
    }
  }

  @Test
  void theRouterHearsOfEveryComingAndGoing() {
    var token = EdgeWorld.token("told-1");
    String sid;
    try (var client = TestClient.of(edge, Map.of("token", token, "deviceId", "phone-7"))) {
      client.connect();
      client.await("session_ready");
      sid = client.sid();
    }
    Eventually.is("the end was told", () -> closed("told-1") == 1);
    var records = router.heard().stream().filter(r -> r.userId().equals("told-1")).toList();
    assertThat(records).hasSize(2).allMatch(r -> r.sid().equals(sid) && r.slot() == slot);
    assertThat(((SessionOpened) records.getFirst()).deviceId()).isEqualTo("phone-7");
  }

  @Test
  void theEleventhSocketOfAUserClosesTheOldest() {
    var clients = new ArrayList<TestClient>();
    try {
      for (int i = 0; i < 11; i++) {
        clients.add(TestClient.ready(edge, "many-1"));
      }
      clients.getFirst().await(Socket.EVENT_DISCONNECT);
      assertThat(clients.subList(1, 11)).allMatch(TestClient::isConnected);
    } finally {
      clients.forEach(TestClient::close);
    }
  }

  @Test
  void oneTooManyOnAllNodesIsClosedAndTheRouterToldSo() {
    try (var first = TestClient.ready(edge, "everywhere-1");
        var second = TestClient.ready(edge, "everywhere-1")) {
      router.displaces(slot, "everywhere-1", first.sid());
      first.await(Socket.EVENT_DISCONNECT);
      Eventually.is("the end was told", () -> closed("everywhere-1") == 1);
      assertThat(second.isConnected()).isTrue();
    }
  }

  @Test
  void theNodeSaysThatItLives() {
    var beats =
        EdgeWorld.kafka()
            .await(
                Topics.NODES.name(),
                Duration.ofSeconds(15),
                "two heartbeats",
                all -> all.stream().filter(r -> "node-1".equals(r.key())).count() >= 2);
    assertThat(beats).isNotEmpty();
  }

  @Test
  void aShutdownTellsTheRouterAndDropsTheSockets() throws Exception {
    var second = EdgeWorld.edge(2, reads.url(), Map.of());
    try (var client = TestClient.ready(second, "farewell-1")) {
      second.close();
      client.await(Socket.EVENT_DISCONNECT);
      Eventually.is("the end was told", () -> closed("farewell-1") == 1);
    }
  }

  private long opened(String userId) {
    return router.heard().stream()
        .filter(r -> r instanceof SessionOpened && r.userId().equals(userId))
        .count();
  }

  private long closed(String userId) {
    return router.heard().stream()
        .filter(r -> r instanceof SessionClosed && r.userId().equals(userId))
        .count();
  }
}

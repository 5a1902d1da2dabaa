package io.viatra.chat.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.socket.client.Socket;
import io.viatra.chat.testkit.FakeKeySet;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Tokens of an identity provider whose keys change while the edge runs, and tokens that expire.
class JwksIT {
  private static final int SLOT = 52;
  private static final Duration ROTATED_MAX = Duration.ofSeconds(25);

  /// The token's five seconds, and the contract's minute.
  private static final Duration EXPIRED_MAX = Duration.ofSeconds(65);

  private final String ana = "ana-" + UUID.randomUUID();
  private RouterStandIn router;
  private ReadsStandIn reads;

  @BeforeEach
  void open() throws Exception {
    router = new RouterStandIn("jwks");
    reads = new ReadsStandIn();
  }

  @AfterEach
  void close() {
    reads.close();
    router.close();
  }

  @Test
  void aNewKeyIsTakenAndOneThatIsGoneIsNot() throws Exception {
    try (var keys = FakeKeySet.start("ES256")) {
      keys.publish("k1");
      var settings =
          Map.of(
              "CHAT_JWT_ALGORITHM", "es256",
              "CHAT_JWT_JWKS_URL", keys.url().toString(),
              "CHAT_LIMITS", "off");
      try (var edge = EdgeWorld.edge(SLOT, reads.url(), settings)) {
        assertThat(ChatSocket.refusal(edge, keys.token("k1", ana), "")).isEmpty();
        assertThat(ChatSocket.refusal(edge, keys.token("k2", ana), "")).contains("UNAUTHENTICATED");
        assertThat(ChatSocket.refusal(edge, EdgeWorld.token(ana), "")).contains("UNAUTHENTICATED");
        keys.publish("k2");
        // The service looks again ten seconds after it did last.
        long begin = System.nanoTime();
        while (!ChatSocket.refusal(edge, keys.token("k2", ana), "").isEmpty()) {
          assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(ROTATED_MAX);
          LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
        assertThat(ChatSocket.refusal(edge, keys.token("k1", ana), "")).contains("UNAUTHENTICATED");
      }
    }
  }

  @Test
  void aTokenThatExpiresEndsItsSocketWithinAMinuteAndNoOther() throws Exception {
    var settings = Map.of("CHAT_JWT_LEEWAY", "1s", "CHAT_LIMITS", "off");
    try (var edge = EdgeWorld.edge(SLOT, reads.url(), settings);
        var lasting = TestClient.ready(edge, ana);
        var brief =
            TestClient.of(edge, Map.of("token", EdgeWorld.token(ana, Duration.ofSeconds(5))))) {
      brief.connect();
      brief.await(Socket.EVENT_CONNECT);
      long begin = System.nanoTime();
      assertThat(brief.hears("error", EXPIRED_MAX)).isTrue();
      brief.await(Socket.EVENT_DISCONNECT);
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(EXPIRED_MAX);
      assertThat(lasting.isConnected()).isTrue();
    }
  }
}

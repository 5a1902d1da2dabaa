package io.viatra.chat.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.socket.client.Socket;
import io.viatra.chat.runtime.config.Secret;
import io.viatra.chat.runtime.metrics.Metrics;
import io.viatra.chat.runtime.service.Running;
import io.viatra.chat.runtime.token.Principal;
import io.viatra.chat.runtime.token.Revocations;
import io.viatra.chat.runtime.token.TokenResult;
import io.viatra.chat.runtime.token.TokenSettings;
import io.viatra.chat.runtime.token.TokenVerifier;
import io.viatra.chat.testkit.BadTokens;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.BuilderFactory;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.CommandObject;
import redis.clients.jedis.Protocol;

/// Tokens that are bad, that expire, and that are revoked, at two nodes over a Redis of their own.
class RevocationIT extends TwoEdges {
  private static final TokenSettings TOKENS =
      new TokenSettings(
          TokenSettings.Algorithm.HS256,
          Secret.of(EdgeWorld.secret()),
          null,
          "",
          "",
          Duration.ofSeconds(30));

  RevocationIT() {
    super(22, Map.of("CHAT_REDIS_TIMEOUT", "250ms", "CHAT_LIMITS", "off"));
  }

  @Test
  void everyBadTokenGetsTheSameConnectError() {
    BadTokens.of(EdgeWorld.secret())
        .forEach((what, token) -> {
          try (var bad = TestClient.of(one, Map.of("token", token))) {
            bad.connect();
            var error = bad.await(Socket.EVENT_CONNECT_ERROR);
            assertThat(error.path("message").asText()).as(what).isEqualTo("UNAUTHENTICATED");
            assertThat(error.path("data").path("code").asText()).isEqualTo("UNAUTHENTICATED");
          }
        });
  }

  @Test
  void aRevocationEndsTheSocketsOfThatTokenOnEveryNodeWithinTwoSecondsAndNoOthers()
      throws Exception {
    String token = EdgeWorld.token(ana, "jti-" + UUID.randomUUID());
    try (var phone = connected(one, token);
        var web = connected(two, token);
        var other = connected(two, EdgeWorld.token(ana, "jti-" + UUID.randomUUID()))) {
      long begin = System.nanoTime();
      revoke(token);
      phone.await(Socket.EVENT_DISCONNECT);
      web.await(Socket.EVENT_DISCONNECT);
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(2));
      assertThat(phone.await("error").path("code").asText()).isEqualTo("UNAUTHENTICATED");
      assertThat(other.isConnected()).isTrue();
      assertRefused(one, token);
      assertRefused(two, token);
    }
  }

  @Test
  void aTokenWithoutAnIdIsRevokedAllTheSame() throws Exception {
    String token = EdgeWorld.token(ana, Duration.ofMinutes(50));
    try (var phone = connected(one, token)) {
      revoke(token);
      phone.await(Socket.EVENT_DISCONNECT);
      assertRefused(one, token);
    }
  }

  @Test
  void aRevocationThatNoNodeHeardOfCountsWhenTheChannelIsBack() throws Exception {
    String token = EdgeWorld.token(ana, "jti-" + UUID.randomUUID());
    try (var phone = connected(one, token)) {
      // As if it was said while the connection to Redis was away: the key is there, the word lost.
      client.call("set", jedis -> jedis.set("token:revoked:" + principal(token).tokenId(), "1"));
      var kill =
          new CommandArguments(Protocol.Command.CLIENT).add("KILL").add("TYPE").add("pubsub");
      client.client().executeCommand(new CommandObject<>(kill, BuilderFactory.LONG));
      phone.await(Socket.EVENT_DISCONNECT);
    }
  }

  @Test
  void withoutRedisGoodTokensGetIn() throws Exception {
    redis.stop();
    try (var phone = connected(one, EdgeWorld.token(ana, "jti-" + UUID.randomUUID()))) {
      assertThat(phone.isConnected()).isTrue();
    } finally {
      redis.resume();
    }
  }

  private void revoke(String token) throws Exception {
    new Revocations(client, TOKENS, InstantSource.system(), new Metrics("test"))
        .revoke(principal(token));
  }

  private static Principal principal(String token) {
    try (var verifier = TokenVerifier.open(TOKENS, new Metrics("test"))) {
      return switch (verifier.verify(token)) {
        case TokenResult.Verified(var principal) -> principal;
        case TokenResult.Refused(var reason) -> throw new AssertionError(reason);
      };
    }
  }

  private static void assertRefused(Running edge, String token) {
    try (var again = TestClient.of(edge, Map.of("token", token))) {
      again.connect();
      assertThat(again.await(Socket.EVENT_CONNECT_ERROR).path("message").asText())
          .isEqualTo("UNAUTHENTICATED");
    }
  }

  private static TestClient connected(Running edge, String token) {
    var client = TestClient.of(edge, Map.of("token", token));
    client.connect();
    client.await(Socket.EVENT_CONNECT);
    return client;
  }
}

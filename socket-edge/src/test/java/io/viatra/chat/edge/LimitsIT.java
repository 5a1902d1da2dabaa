package io.viatra.chat.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.socket.client.Socket;
import io.viatra.chat.runtime.config.Rate;
import io.viatra.chat.runtime.config.Secret;
import io.viatra.chat.runtime.limits.Decision;
import io.viatra.chat.runtime.limits.Limit;
import io.viatra.chat.runtime.limits.LimitSettings;
import io.viatra.chat.runtime.limits.RateLimits;
import io.viatra.chat.runtime.metrics.Metrics;
import io.viatra.chat.runtime.redis.Redis;
import io.viatra.chat.runtime.redis.RedisSettings;
import io.viatra.chat.runtime.service.Running;
import io.viatra.chat.schemas.mailbox.ConversationState;
import io.viatra.chat.testkit.FreePorts;
import io.viatra.chat.testkit.TestInfrastructure;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// The limits on sockets, counted in a real Redis. The bursts are the defaults; what is gained
/// again is little enough that a slow machine counts the same.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LimitsIT {
  private static final Map<String, String> SLOW =
      Map.of(
          "CHAT_LIMITS_MESSAGES_USER", "60+1/1h",
          "CHAT_LIMITS_MESSAGES_CONVERSATION", "30+1/1h",
          "CHAT_LIMITS_TYPING", "1+1/1h",
          "CHAT_LIMITS_EVENTS_SOCKET", "120+1/1h",
          "CHAT_LIMITS_CONNECTS_USER", "10+1/1h",
          "CHAT_LIMITS_CONNECTS_ADDRESS", "100000+1/1h",
          "CHAT_LIMITS_TOKENS_REFUSED", "100000+1/1h");
  private static final int SLOT = 7;
  private static final int OTHER_SLOT = 51;

  private final UUID conversation = UUID.randomUUID();
  private RouterStandIn router;
  private ReadsStandIn reads;
  private Running edge;

  @BeforeAll
  void start() throws Exception {
    router = new RouterStandIn("limits");
    reads = new ReadsStandIn();
    edge = EdgeWorld.edge(SLOT, reads.url(), SLOW);
  }

  @AfterAll
  void stop() {
    edge.close();
    reads.close();
    router.close();
  }

  private Running another(Map<String, String> more) throws Exception {
    var settings = new HashMap<>(SLOW);
    settings.putAll(more);
    return EdgeWorld.edge(OTHER_SLOT, reads.url(), settings);
  }

  private String somebody() {
    return "user-" + UUID.randomUUID();
  }

  @Test
  void aUserSendsSixtyAtOnceAndTheSameBucketIsThatOfRest() {
    var user = somebody();
    var conversations = IntStream.range(0, 3).mapToObj(_ -> UUID.randomUUID()).toList();
    router.knows(
        user,
        conversations.stream()
            .map(id -> Samples.state(id, 1, 0))
            .toArray(ConversationState[]::new));
    try (var client = TestClient.ready(edge, user);
        var redis = redis()) {
      // As ingest-api names it.
      var rest = new RateLimits(redis, new LimitSettings(true), new Metrics("test"));
      var limit = Limit.of("messages-user", new Rate(60, 1, Duration.ofHours(1)));
      for (int i = 0; i < 10; i++) {
        assertThat(rest.take(limit, user)).isEqualTo(new Decision.Allowed());
      }
      bites(50, i -> client.asks("send_message", message(conversations.get(i % 3))));
      assertThat(rest.take(limit, user)).isInstanceOf(Decision.Limited.class);
    }
  }

  @Test
  void aConversationTakesThirtyAtOnceAndChangesCount() throws Exception {
    var user = somebody();
    var one = UUID.randomUUID();
    router.knows(user, Samples.state(one, 1, 0));
    try (var client = TestClient.ready(edge, user)) {
      bites(30, _ -> client.asks("send_message", message(one)));
      var named = "{\"conversationId\": \"%s\", \"messageId\": \"%s\"".formatted(one, one);
      limited(client.call("edit_message", named + ", \"content\": \"x\"}"));
      limited(client.call("delete_message", named + "}"));
      limited(client.call("react", named + ", \"emoji\": \"👍\"}"));
    }
    try (var redis = redis()) {
      // As ingest-api names it.
      var bucket = "limit:messages-conversation:" + one;
      assertThat(redis.<Boolean>call("exists", jedis -> jedis.exists(bucket))).isTrue();
    }
  }

  @Test
  void typingStartsOnceInThreeSecondsInAConversation() {
    var user = somebody();
    var one = UUID.randomUUID();
    var two = UUID.randomUUID();
    router.knows(user, Samples.state(one, 1, 0), Samples.state(two, 1, 0));
    try (var client = TestClient.ready(edge, user)) {
      bites(1, _ -> client.asks("typing_start", inside(one)));
      bites(1, _ -> client.asks("typing_start", inside(two)));
    }
  }

  @Test
  void aSocketSaysHundredAndTwentyEventsOfAnyKindAndAnotherSocketItsOwn() {
    var user = somebody();
    try (var client = TestClient.ready(edge, user);
        var other = TestClient.ready(edge, user)) {
      for (int i = 0; i < 120; i++) {
        assertThat(code(client.call("make_coffee", "{}"))).isEqualTo("UNKNOWN_EVENT");
      }
      limited(client.call("make_coffee", "{}"));
      client.say("make_coffee", "{}");
      assertThat(client.await("error").path("retryAfterMs").asLong()).isPositive();
      assertThat(code(other.call("make_coffee", "{}"))).isEqualTo("UNKNOWN_EVENT");
    }
  }

  @Test
  void aUserConnectsTenTimesAMinuteOnAllNodesTogether() throws Exception {
    var token = EdgeWorld.token(somebody());
    try (var other = another(Map.of())) {
      for (int i = 0; i < 10; i++) {
        assertThat(connects(i % 2 == 0 ? edge : other, token)).isEqualTo("in");
      }
      assertThat(connects(edge, token)).isEqualTo("RATE_LIMITED");
      assertThat(connects(other, token)).isEqualTo("RATE_LIMITED");
    }
  }

  @Test
  void anAddressConnectsSoOftenWhoeverItIs() throws Exception {
    var far = "203.0.113." + (conversation.hashCode() & 0xff);
    try (var other =
        another(
            Map.of("CHAT_LIMITS_CONNECTS_ADDRESS", "3+1/1h", "CHAT_EDGE_PROXIES", "127.0.0.1"))) {
      for (int i = 0; i < 3; i++) {
        assertThat(ChatSocket.refusal(other, EdgeWorld.token(somebody()), far)).isEmpty();
      }
      assertThat(ChatSocket.refusal(other, EdgeWorld.token(somebody()), far))
          .contains("RATE_LIMITED", "retryAfterMs");
      assertThat(ChatSocket.refusal(other, "bad", far)).contains("RATE_LIMITED");
      assertThat(ChatSocket.refusal(other, EdgeWorld.token(somebody()), "198.51.100.1")).isEmpty();
    }
  }

  @Test
  void badTokensAreCountedByAddressAndGoodOnesAreNot() throws Exception {
    var far = "198.18.0." + (conversation.hashCode() & 0xff);
    try (var other =
        another(Map.of("CHAT_LIMITS_TOKENS_REFUSED", "3+1/1h", "CHAT_EDGE_PROXIES", "127.0.0.1"))) {
      for (int i = 0; i < 3; i++) {
        assertThat(ChatSocket.refusal(other, "bad", far)).contains("UNAUTHENTICATED");
      }
      assertThat(ChatSocket.refusal(other, "bad", far)).contains("RATE_LIMITED", "retryAfterMs");
      assertThat(ChatSocket.refusal(other, EdgeWorld.token(somebody()), far)).isEmpty();
    }
  }

  @Test
  void withoutRedisANodeCountsForItselfAndNobodyTriesBadTokens() throws Exception {
    var user = somebody();
    var one = UUID.randomUUID();
    router.knows(user, Samples.state(one, 1, 0));
    try (var alone = another(Map.of("CHAT_REDIS_URL", "redis://127.0.0.1:" + FreePorts.any()));
        var client = TestClient.ready(alone, user)) {
      bites(30, _ -> client.asks("send_message", message(one)));
      assertThat(connects(alone, "bad")).isEqualTo("RATE_LIMITED");
      var token = EdgeWorld.token(somebody());
      for (int i = 0; i < 10; i++) {
        assertThat(connects(alone, token)).isEqualTo("in");
      }
      assertThat(connects(alone, token)).isEqualTo("RATE_LIMITED");
    }
  }

  @Test
  void aNodeAdmitsSoManyHandshakes() throws Exception {
    try (var other = another(Map.of("CHAT_LIMITS_HANDSHAKES_NODE", "3+1/1h"));
        var http = HttpClient.newHttpClient()) {
      var uri = URI.create(other.endpoint("http") + "/socket.io/?EIO=4&transport=polling");
      var request = HttpRequest.newBuilder(uri).build();
      for (int i = 0; i < 3; i++) {
        assertThat(http.send(request, BodyHandlers.discarding()).statusCode()).isEqualTo(200);
      }
      var refused = http.send(request, BodyHandlers.discarding());
      assertThat(refused.statusCode()).isEqualTo(503);
      assertThat(refused.headers().firstValue("Retry-After")).contains("1");
    }
  }

  @Test
  void switchedOffNoRateHoldsAndTheSocketsOfAUserDo() throws Exception {
    var one = UUID.randomUUID();
    var user = somebody();
    router.knows(user, Samples.state(one, 1, 0));
    var least = new HashMap<String, String>();
    SLOW.keySet().forEach(key -> least.put(key, "1+1/1h"));
    least.put("CHAT_LIMITS_HANDSHAKES_NODE", "1+1/1h");
    least.put("CHAT_LIMITS", "off");
    try (var free = another(least);
        var oldest = TestClient.ready(free, user)) {
      for (int i = 0; i < 3; i++) {
        assertThat(oldest.call("send_message", message(one)).path("ok").asBoolean()).isTrue();
        assertThat(oldest.call("typing_start", inside(one)).path("ok").asBoolean()).isTrue();
        assertThat(connects(free, "bad")).isEqualTo("UNAUTHENTICATED");
      }
      var others = IntStream.range(0, 9).mapToObj(_ -> TestClient.connected(free, user)).toList();
      assertThat(oldest.isConnected()).isTrue();
      try (var eleventh = TestClient.connected(free, user)) {
        oldest.await(Socket.EVENT_DISCONNECT);
        assertThat(eleventh.isConnected()).isTrue();
        assertThat(others).allMatch(TestClient::isConnected);
      } finally {
        others.forEach(TestClient::close);
      }
    }
  }

  /// So many are taken, and the next one is told when to come back.
  private static void bites(int burst, IntFunction<CompletableFuture<JsonNode>> event) {
    for (int i = 0; i < burst; i++) {
      var ack = event.apply(i).join();
      assertThat(ack.path("ok").asBoolean()).as("event " + i + " " + ack).isTrue();
    }
    limited(event.apply(burst).join());
  }

  private static void limited(JsonNode ack) {
    assertThat(code(ack)).isEqualTo("RATE_LIMITED");
    assertThat(ack.path("error").path("retryAfterMs").asLong()).isPositive();
  }

  /// `in`, or the code of the refusal.
  private static String connects(Running edge, String token) {
    try (var client = TestClient.of(edge, Map.of("token", token))) {
      client.connect();
      var refusal = client.either(Socket.EVENT_CONNECT, Socket.EVENT_CONNECT_ERROR);
      return refusal.isNull() ? "in" : refusal.path("data").path("code").asText();
    }
  }

  private static Redis redis() {
    var url = Secret.of(TestInfrastructure.redis().url());
    return Redis.open(new RedisSettings(url, Duration.ofSeconds(1), 2), new Metrics("test"));
  }

  private static String message(UUID conversation) {
    return "{\"conversationId\": \"" + conversation + "\", \"content\": \"x\"}";
  }

  private static String inside(UUID conversation) {
    return "{\"conversationId\": \"" + conversation + "\"}";
  }

  private static String code(JsonNode ack) {
    return ack.path("error").path("code").asText();
  }
}

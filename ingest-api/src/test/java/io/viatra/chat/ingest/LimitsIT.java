package io.viatra.chat.ingest;

import static io.viatra.chat.ingest.IngestFixture.user;
import static org.assertj.core.api.Assertions.assertThat;

import io.viatra.chat.runtime.config.Secret;
import io.viatra.chat.runtime.metrics.Metrics;
import io.viatra.chat.runtime.redis.Redis;
import io.viatra.chat.runtime.redis.RedisSettings;
import io.viatra.chat.testkit.FreePorts;
import io.viatra.chat.testkit.TestInfrastructure;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The limits over REST. The bursts are the defaults; what is gained again is little enough that a
/// slow machine counts the same.
class LimitsIT {
  private final String ana = user("ana");
  private final String ben = user("ben");
  private static IngestFixture fixture;

  @BeforeAll
  static void open() throws Exception {
    fixture = limited(Map.of());
  }

  @AfterAll
  static void close() {
    fixture.close();
  }

  private static IngestFixture limited(Map<String, String> more) throws Exception {
    var settings = new HashMap<String, String>();
    settings.put("CHAT_LIMITS", "on");
    settings.put("CHAT_LIMITS_MESSAGES_USER", "60+1/1h");
    settings.put("CHAT_LIMITS_MESSAGES_CONVERSATION", "30+10/1h");
    settings.put("CHAT_LIMITS_CREATIONS", "20+1/1h");
    settings.putAll(more);
    return IngestFixture.start(Map.copyOf(settings));
  }

  @Test
  void aUserSendsSixtyAtOnceInWhateverConversations() {
    var client = fixture.as(ana);
    var groups = IntStream.range(0, 3).mapToObj(_ -> client.group(ben)).toList();
    bites(60, i -> client.say(groups.get(i % 3), "hi"));
    assertThat(client.get("/unread").status()).as("reading goes on").isEqualTo(200);
    assertThat(fixture.as(ben).say(groups.getFirst(), "hi").status()).isEqualTo(201);
  }

  @Test
  void aConversationTakesThirtyAtOnceFromWhomever() {
    var id = fixture.as(ana).group(ben);
    bites(30, i -> fixture.as(i % 2 == 0 ? ana : ben).say(id, "hi"));
    var other = fixture.as(ana).group(ben);
    assertThat(fixture.as(ana).say(other, "hi").status()).isEqualTo(201);
  }

  @Test
  void aStrangerUsesUpNothingOfAConversation() {
    var id = fixture.as(ana).group(ben);
    var stranger = fixture.as(user("eve"));
    IntStream.range(0, 40).forEach(_ -> stranger.say(id, "hi"));
    bites(30, _ -> fixture.as(ana).say(id, "hi"));
  }

  @Test
  void whatChangesMessagesAndConversationsCountsAsMessages() {
    var client = fixture.as(ana);
    var id = client.group(ben);
    var message = "/messages/" + client.say(id, "hi").at("/message/id").asText();
    List<Supplier<Reply>> changes =
        List.of(
            () -> client.patch(message, "{'content':'mended'}"),
            () -> client.put(message + "/reactions/%F0%9F%91%8D", "{}"),
            () -> client.delete(message + "/reactions/%F0%9F%91%8D"),
            () -> client.patch("/conversations/" + id, "{'name':'x'}"),
            () -> client.put("/conversations/" + id + "/settings", "{'pinned':true}"),
            () -> client.post("/conversations/" + id + "/participants", "{'userIds':['x']}"),
            () -> client.patch("/conversations/" + id + "/participants/x", "{'role':'admin'}"),
            () -> client.delete("/conversations/" + id + "/participants/x"));
    changes.forEach(change -> assertThat(change.get().status()).isEqualTo(200));
    var elsewhere = List.of(client.group(ben), client.group(ben));
    bites(60 - 1 - changes.size(), i -> client.say(elsewhere.get(i % 2), "hi"));
    changes.forEach(change -> limited(change.get()));
    limited(client.delete(message));
  }

  @Test
  void whatIsWrittenCountsInTheBucketsOfTheSockets() throws Exception {
    var id = fixture.as(ana).group(ben);
    assertThat(fixture.as(ana).say(id, "hi").status()).isEqualTo(201);
    var url = Secret.of(TestInfrastructure.redis().url());
    try (var redis =
        Redis.open(new RedisSettings(url, Duration.ofSeconds(5), 2), new Metrics("test"))) {
      // As socket-edge names them.
      var user = "limit:messages-user:" + ana;
      var conversation = "limit:messages-conversation:" + id;
      assertThat(redis.<Long>call("exists", jedis -> jedis.exists(user, conversation)))
          .isEqualTo(2);
    }
  }

  @Test
  void aUserBeginsTwentyConversationsAnHour() {
    var client = fixture.as(ana);
    bites(20, _ -> client.post("/conversations", group(ben)));
    assertThat(client.get("/conversations").status()).isEqualTo(200);
  }

  @Test
  void nodesCountTogetherThroughRedis() throws Exception {
    try (var another = limited(Map.of())) {
      var here = fixture.as(ana);
      var there = another.as(ana);
      bites(
          20,
          i ->
              i % 2 == 0
                  ? here.post("/conversations", group(ben))
                  : there.post("/conversations", group(ben)));
    }
  }

  @Test
  void withoutRedisEachNodeCountsForItself() throws Exception {
    try (var alone = limited(Map.of("CHAT_REDIS_URL", "redis://127.0.0.1:" + FreePorts.any()))) {
      var id = alone.as(ana).group(ben);
      bites(30, _ -> alone.as(ana).say(id, "hi"));
      bites(19, _ -> alone.as(ana).post("/conversations", group(ben)));
    }
  }

  @Test
  void switchedOffNoRateHoldsAndEverySizeDoes() throws Exception {
    try (var free =
        limited(
            Map.of(
                "CHAT_LIMITS", "off",
                "CHAT_LIMITS_MESSAGES_USER", "1+1/1h",
                "CHAT_LIMITS_MESSAGES_CONVERSATION", "1+1/1h",
                "CHAT_LIMITS_CREATIONS", "1+1/1h"))) {
      var client = free.as(ana);
      var id = client.group(ben);
      for (int i = 0; i < 5; i++) {
        assertThat(client.say(id, "hi").status()).isEqualTo(201);
        assertThat(client.post("/conversations", group(ben)).status()).isEqualTo(201);
      }
      assertThat(client.say(id, "x".repeat(4_001)).status()).isEqualTo(413);
      assertThat(client.say(id, "x".repeat(65_536)).status()).isEqualTo(413);
      assertThat(client.post("/conversations", group(people(257))).status()).isEqualTo(400);
    }
  }

  @Test
  void aGroupHasTwoHundredAndFiftySixMembers() {
    var client = fixture.as(ana);
    assertThat(client.post("/conversations", group(people(256))).status()).isEqualTo(400);
    var full = client.post("/conversations", group(people(255)));
    assertThat(full.status()).isEqualTo(201);
    var id = full.at("/conversation/id").asText();
    var more = client.post("/conversations/" + id + "/participants", "{'userIds':['one-more']}");
    assertThat(more.status()).isEqualTo(409);
    assertThat(more.code()).isEqualTo("CONFLICT");
  }

  @Test
  void aChannelHasAHundredThousandMembers() throws Exception {
    var client = fixture.as(ana);
    var body = "{'type':'channel','participantIds':['" + ben + "']}";
    var id = client.post("/conversations", body).at("/conversation/id").asText();
    fixture.sql(
        "INSERT INTO conversation_members (conversation_id, user_id, role, left_seq, ver) SELECT '"
            + id
            + "', 'm' || n, 'member', NULL, 1 FROM generate_series(1, 99997) n");
    var path = "/conversations/" + id + "/participants";
    assertThat(client.post(path, "{'userIds':['last']}").status()).isEqualTo(200);
    assertThat(client.post(path, "{'userIds':['one-more']}").status()).isEqualTo(409);
  }

  /// So many succeed, and the next one is told when to come back.
  private static void bites(int burst, IntFunction<Reply> call) {
    for (int i = 0; i < burst; i++) {
      assertThat(call.apply(i).status()).as("call " + i).isEqualTo(201);
    }
    limited(call.apply(burst));
  }

  private static void limited(Reply reply) {
    assertThat(reply.status()).isEqualTo(429);
    assertThat(reply.code()).isEqualTo("RATE_LIMITED");
    var millis = reply.at("/error/retryAfterMs").asLong();
    assertThat(millis).isPositive();
    assertThat(reply.header("Retry-After")).isEqualTo("" + Math.ceilDiv(millis, 1_000L));
  }

  private static String people(int count) {
    return IntStream.range(0, count).mapToObj(i -> "p" + i).collect(Collectors.joining("','"));
  }

  private static String group(String userIds) {
    return "{'type':'group','participantIds':['" + userIds + "']}";
  }
}

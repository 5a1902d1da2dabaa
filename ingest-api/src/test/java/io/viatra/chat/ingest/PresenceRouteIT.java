package io.viatra.chat.ingest;

import static io.viatra.chat.ingest.IngestFixture.user;
import static org.assertj.core.api.Assertions.assertThat;

import io.viatra.chat.ingest.read.PresenceReader;
import io.viatra.chat.runtime.config.Secret;
import io.viatra.chat.runtime.lease.Lease;
import io.viatra.chat.runtime.lease.Leases;
import io.viatra.chat.runtime.metrics.Metrics;
import io.viatra.chat.runtime.redis.Redis;
import io.viatra.chat.runtime.redis.RedisSettings;
import io.viatra.chat.testkit.EmbeddedRedis;
import io.viatra.chat.testkit.TestInfrastructure;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PresenceRouteIT {
  private final String ana = user("ana");
  private final String ben = user("ben");
  private final String cem = user("cem");
  private final String eve = user("eve");
  private IngestFixture fixture;

  @BeforeEach
  void start() throws Exception {
    fixture = SharedIngest.get();
  }

  @Test
  void whoSharesAConversationIsShownInTheOrderOfAsking() throws Exception {
    fixture.as(ana).group(ben, cem);
    var seenAt = Instant.parse("2026-11-01T12:00:00Z");
    lease(ben, seenAt, Instant.now().plusSeconds(60));
    var users = presence(fixture, cem + "," + ben + "," + cem).at("/users");

    assertThat(users).hasSize(2);
    assertThat(users.get(0)).hasToString(shown(cem, "offline", null));
    assertThat(users.get(1)).hasToString(shown(ben, "online", "2026-11-01T12:00:00.000Z"));
  }

  @Test
  void aLeaseThatHasEndedIsNobody() throws Exception {
    fixture.as(ana).group(ben);
    var seenAt = Instant.parse("2026-11-01T12:00:00Z");
    lease(ben, seenAt, Instant.now().minusMillis(1));

    assertThat(presence(fixture, ben).at("/users/0"))
        .hasToString(shown(ben, "offline", "2026-11-01T12:00:00.000Z"));
  }

  @Test
  void strangersPeopleWhoDoNotExistAndOneselfAreLeftOut() throws Exception {
    fixture.as(ana).group(ben);
    fixture.as(eve).group(ben, cem);
    lease(eve, Instant.now(), Instant.now().plusSeconds(60));

    assertThat(presence(fixture, eve + "," + ana + ",nobody").at("/users")).isEmpty();
  }

  @Test
  void whoWasRemovedIsAStrangerAtOnce() throws Exception {
    var id = fixture.as(ana).group(ben, cem);
    assertThat(presence(fixture, ben).at("/users")).hasSize(1);
    fixture.sql(
        "UPDATE conversation_members SET left_seq = 5 WHERE user_id = '%s' AND conversation_id = '%s'"
            .formatted(ben, id));

    assertThat(presence(fixture, ben).at("/users")).isEmpty();
    assertThat(fixture.as(ben).get("/presence?userIds=" + ana).at("/users")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "?userIds", "?userIds=", "?userIds=a,,b", "?userIds=a,", "?userIds=a%20b"})
  void whatNamesNobodyIsInvalid(String query) {
    var reply = fixture.as(ana).get("/presence" + query);

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.code()).isEqualTo("INVALID");
  }

  @Test
  void aHundredIdsAreTakenAndNotOneMore() {
    var hundred = "u,".repeat(99) + "u";

    assertThat(fixture.as(ana).get("/presence?userIds=" + hundred).status()).isEqualTo(200);
    assertThat(fixture.as(ana).get("/presence?userIds=" + hundred + ",u").status()).isEqualTo(400);
  }

  @Test
  void withoutRedisNobodyKnows(@TempDir Path directory) throws Exception {
    try (var redis = EmbeddedRedis.start(directory);
        var alone = IngestFixture.start(Map.of("CHAT_REDIS_URL", redis.url()))) {
      alone.as(ana).group(ben);
      redis.stop();

      assertThat(presence(alone, ben + "," + eve).at("/users"))
          .singleElement()
          .hasToString(shown(ben, "unknown", null));
    }
  }

  private Reply presence(IngestFixture service, String userIds) {
    var reply = service.as(ana).get("/presence?userIds=" + userIds);
    assertThat(reply.status()).isEqualTo(200);
    return reply;
  }

  private static String shown(String userId, String status, @Nullable String lastSeenAt) {
    return "{\"userId\":\"%s\",\"status\":\"%s\",\"lastSeenAt\":%s}"
        .formatted(userId, status, lastSeenAt == null ? "null" : '"' + lastSeenAt + '"');
  }

  private static void lease(String userId, Instant seenAt, Instant until) throws Exception {
    var settings =
        new RedisSettings(Secret.of(TestInfrastructure.redis().url()), Duration.ofMillis(500), 2);
    try (var redis = Redis.open(settings, new Metrics("test"))) {
      new Leases(redis, PresenceReader.PREFIX, Duration.ofMinutes(5))
          .renew(List.of(new Lease(userId, "phone", seenAt, until)), Instant.EPOCH);
    }
  }
}

package io.viatra.chat.ingest;

import static io.viatra.chat.ingest.IngestFixture.user;
import static org.assertj.core.api.Assertions.assertThat;

import io.viatra.chat.testkit.BadTokens;
import io.viatra.chat.testkit.EmbeddedRedis;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Tokens that are bad, and tokens that end with a logout.
class TokensIT {
  private static final String LOGOUT = "/api/v1/auth/fcm-token?deviceId=phone";

  private final String ana = user("ana");

  @Test
  void everyBadTokenGetsTheSame401() throws Exception {
    var fixture = SharedIngest.get();
    BadTokens.of(IngestFixture.secret())
        .forEach((what, token) -> {
          var reply = bearing(fixture, token).get("/unread");
          assertThat(reply.status()).as(what).isEqualTo(401);
          assertThat(reply.code()).isEqualTo("UNAUTHENTICATED");
          assertThat(reply.at("/error/message").asText())
              .isEqualTo("the token is missing or not valid");
        });
  }

  @Test
  void aLogoutEndsThePresentedTokenAndNoOther() throws Exception {
    var fixture = SharedIngest.get();
    var phone = fixture.as(ana);
    var web = fixture.as(ana);
    assertThat(phone.call("DELETE", LOGOUT, null).status()).isEqualTo(204);
    assertThat(phone.get("/unread").status()).isEqualTo(401);
    assertThat(phone.call("DELETE", LOGOUT, null).status()).isEqualTo(401);
    assertThat(web.get("/unread").status()).isEqualTo(200);
  }

  @Test
  void aLogoutOnOneNodeCountsOnTheOthersWithinTwoSeconds() throws Exception {
    var fixture = SharedIngest.get();
    try (var other = IngestFixture.start()) {
      var token = IngestFixture.token(ana, Duration.ofMinutes(5));
      assertThat(bearing(other, token).get("/unread").status()).isEqualTo(200);
      bearing(fixture, token).call("DELETE", LOGOUT, null);
      long begin = System.nanoTime();
      while (bearing(other, token).get("/unread").status() != 401) {
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(2));
      }
    }
  }

  @Test
  void withoutRedisCallsGoOnAndALogoutIsToBeRepeated(@TempDir Path directory) throws Exception {
    try (var redis = EmbeddedRedis.start(directory);
        var fixture = IngestFixture.start(Map.of("CHAT_REDIS_URL", redis.url()))) {
      redis.stop();
      var phone = fixture.as(ana);
      assertThat(phone.get("/unread").status()).isEqualTo(200);
      var refused = phone.call("DELETE", LOGOUT, null);
      assertThat(refused.status()).isEqualTo(503);
      assertThat(refused.code()).isEqualTo("UNAVAILABLE");

      redis.resume();
      long begin = System.nanoTime();
      while (phone.call("DELETE", LOGOUT, null).status() == 503) {
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(20));
      }
      assertThat(phone.get("/unread").status()).isEqualTo(401);
    }
  }

  private static Client bearing(IngestFixture fixture, String token) {
    return fixture.anonymous().with("Authorization", "Bearer " + token);
  }
}

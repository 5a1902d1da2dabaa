package io.viatra.chat.runtime.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.viatra.chat.runtime.config.Secret;
import io.viatra.chat.runtime.metrics.Metrics;
import io.viatra.chat.runtime.redis.Redis;
import io.viatra.chat.runtime.redis.RedisSettings;
import io.viatra.chat.runtime.redis.RedisUnavailableException;
import io.viatra.chat.runtime.redis.TestRedis;
import io.viatra.chat.testkit.TestInfrastructure;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RevocationsIT {
  private final Principal token =
      new Principal("ana", Set.of(), Instant.now().plusSeconds(300), "id-" + UUID.randomUUID());

  @Test
  void aRevokedTokenIsRefusedByAllProcesses() throws Exception {
    try (var redis = TestRedis.open(TestInfrastructure.redis().url())) {
      var here = revocations(redis);
      var there = revocations(redis);
      assertThat(there.isRevoked(token)).isFalse();
      here.revoke(token);
      assertThat(here.isRevoked(token)).isTrue();
      // For a second it stays known as good where it was just looked up.
      TestRedis.await(() -> there.isRevoked(token));
      assertThat(there.isKnown(token.tokenId())).isTrue();
      assertThat(redis.<Long>call("ttl", jedis -> jedis.pttl("token:revoked:" + token.tokenId())))
          .isBetween(300_000L, 330_000L);
    }
  }

  @Test
  void whatIsKnownToBeRevokedSurvivesAFlush() throws Exception {
    try (var redis = TestRedis.open(TestInfrastructure.redis().url())) {
      var here = revocations(redis);
      var there = revocations(redis);
      here.revoke(token);
      there.heard(token.tokenId());
      redis.call("del", jedis -> jedis.del("token:revoked:" + token.tokenId()));
      assertThat(here.isRevoked(token)).isTrue();
      assertThat(there.isRevoked(token)).isTrue();
    }
  }

  @Test
  void whoMissedTheChannelLooksUpManyAtOnce() throws Exception {
    try (var redis = TestRedis.open(TestInfrastructure.redis().url())) {
      revocations(redis).revoke(token);
      assertThat(revocations(redis).lookUp(List.of("other", token.tokenId())))
          .containsExactly(token.tokenId());
    }
  }

  @Test
  void withoutRedisATokenIsGoodAndARevocationSaysThatItFailed() {
    try (var nowhere =
        Redis.open(
            new RedisSettings(Secret.of("redis://127.0.0.1:1"), Duration.ofMillis(50), 4),
            new Metrics("test"))) {
      var revocations = revocations(nowhere);
      assertThat(revocations.isRevoked(token)).isFalse();
      assertThatThrownBy(() -> revocations.revoke(token))
          .isInstanceOf(RedisUnavailableException.class);
      assertThat(revocations.isRevoked(token)).isFalse();
    }
  }

  private static Revocations revocations(Redis redis) {
    var settings =
        new TokenSettings(
            TokenSettings.Algorithm.HS256,
            Secret.of("a secret of at least thirty-two bytes"),
            null,
            "",
            "",
            Duration.ofSeconds(30));
    return new Revocations(redis, settings, InstantSource.system(), new Metrics("test"));
  }
}

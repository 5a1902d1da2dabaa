package io.viatra.chat.runtime.limits;

import static org.assertj.core.api.Assertions.assertThat;

import io.viatra.chat.runtime.config.Rate;
import io.viatra.chat.runtime.config.Secret;
import io.viatra.chat.runtime.metrics.Metrics;
import io.viatra.chat.runtime.redis.Redis;
import io.viatra.chat.runtime.redis.RedisSettings;
import io.viatra.chat.testkit.EmbeddedRedis;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// With a Redis of its own, which it stops and hangs.
class RateLimitsIT {
  private static final Limit THREE_AN_HOUR = Limit.of("three", 3, 3, Duration.ofHours(1));

  @TempDir private Path directory;
  private final Metrics metrics = new Metrics("test");
  private final String key = UUID.randomUUID().toString();

  @Test
  void processesShareABucketThroughRedis() throws Exception {
    try (EmbeddedRedis server = EmbeddedRedis.start(directory);
        Redis one = open(server.url());
        Redis two = open(server.url())) {
      RateLimits here = limits(one, true);
      RateLimits there = limits(two, true);
      awaitAnswer(one);
      awaitAnswer(two);
      assertThat(here.take(THREE_AN_HOUR, key)).isEqualTo(new Decision.Allowed());
      assertThat(there.take(THREE_AN_HOUR, key, 2)).isEqualTo(new Decision.Allowed());
      assertThat(here.take(THREE_AN_HOUR, key))
          .isInstanceOfSatisfying(
              Decision.Limited.class,
              limited ->
                  assertThat(limited.retryAfter())
                      .isBetween(Duration.ofMinutes(15), Duration.ofMinutes(20)));
      assertThat(here.take(THREE_AN_HOUR, "other")).isEqualTo(new Decision.Allowed());
    }
  }

  @Test
  void withoutRedisEachProcessCountsForItself() {
    try (Redis nowhere = open("redis://127.0.0.1:1")) {
      RateLimits limits = limits(nowhere, true);
      for (int i = 0; i < 3; i++) {
        assertThat(limits.take(THREE_AN_HOUR, key)).isEqualTo(new Decision.Allowed());
      }
      assertThat(limits.take(THREE_AN_HOUR, key)).isInstanceOf(Decision.Limited.class);
    }
  }

  @Test
  void withoutRedisALimitThatFailsClosedRefuses() {
    try (Redis nowhere = open("redis://127.0.0.1:1")) {
      Limit closed = Limit.closed("closed", new Rate(3, 3, Duration.ofHours(1)));
      assertThat(limits(nowhere, true).take(closed, key)).isInstanceOf(Decision.Limited.class);
    }
  }

  @Test
  void switchedOffEverythingIsAllowed() {
    try (Redis nowhere = open("redis://127.0.0.1:1")) {
      RateLimits limits = limits(nowhere, false);
      for (int i = 0; i < 10; i++) {
        assertThat(limits.take(THREE_AN_HOUR, key)).isEqualTo(new Decision.Allowed());
      }
    }
  }

  @Test
  void aHungRedisCostsATimeOutNowAndThenAndIsUsedAgainWhenItIsBack() throws Exception {
    try (EmbeddedRedis server = EmbeddedRedis.start(directory);
        Redis redis = open(server.url())) {
      awaitAnswer(redis);
      server.hang();
      for (int i = 0; i < 30; i++) {
        assertThat(redis.callOr("gone", "get", jedis -> jedis.get("k"))).isEqualTo("gone");
      }
      long begin = System.nanoTime();
      for (int i = 0; i < 100; i++) {
        redis.callOr("gone", "get", jedis -> jedis.get("k"));
      }
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(3));
      server.wake();
      awaitAnswer(redis);
    }
  }

  private Redis open(String url) {
    return Redis.open(
        new RedisSettings(Secret.of(url), Duration.ofMillis(50), 4), new Metrics("test"));
  }

  private RateLimits limits(Redis redis, boolean on) {
    return new RateLimits(redis, new LimitSettings(on), metrics);
  }

  private static void awaitAnswer(Redis redis) throws InterruptedException {
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (!redis.answers()) {
      assertThat(System.nanoTime()).isLessThan(end);
      Thread.sleep(20);
    }
  }
}

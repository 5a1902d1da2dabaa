package io.viatra.chat.ingest.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.viatra.chat.runtime.config.Secret;
import io.viatra.chat.runtime.metrics.Metrics;
import io.viatra.chat.runtime.redis.Redis;
import io.viatra.chat.runtime.redis.RedisSettings;
import io.viatra.chat.testkit.EmbeddedRedis;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RedisCacheIT {
  private static final Shelf<String> TEXTS =
      new Shelf<>(
          "texts",
          Duration.ofMinutes(1),
          new Codec<>() {
            @Override
            public void write(String value, Packer out) {
              out.text(value);
            }

            @Override
            public String read(Unpacker in) {
              return in.text();
            }
          });
  private static final Stamp NOW = new Stamp(1, 2, 3);
  private static final Wanted<String> WANTED = new Wanted<>(TEXTS, "chat:cache:test", NOW);

  private final Metrics metrics = new Metrics("test");
  @TempDir private Path directory;
  private EmbeddedRedis server;
  private Redis redis;

  @BeforeEach
  void start() throws Exception {
    server = EmbeddedRedis.start(directory);
    redis =
        Redis.open(new RedisSettings(Secret.of(server.url()), Duration.ofMillis(500), 4), metrics);
  }

  @AfterEach
  void stop() throws Exception {
    redis.close();
    server.close();
  }

  @Test
  void whatOneNodeKeepsAnotherFinds() {
    node(1 << 20).store(List.of(WANTED.holding("kept")));

    var other = node(1 << 20);
    assertThat(find(other)).isEqualTo("kept");
    assertThat(find(other)).isEqualTo("kept");
    assertThat(reads("hit")).isEqualTo(1);
    assertThat(reads("near")).isEqualTo(1);
    assertThat(redis.client().pttl("chat:cache:test")).isBetween(1L, 60_000L);
  }

  @Test
  void anotherStateIsNotAnswered() {
    node(0).store(List.of(WANTED.holding("kept")));
    var cache = node(0);

    for (var state : List.of(new Stamp(0, 2, 3), new Stamp(1, 1, 3), new Stamp(1, 2, 4))) {
      var wanted = new Wanted<>(TEXTS, "chat:cache:test", state);
      assertThat(cache.find(List.of(wanted)).get(wanted)).isNull();
    }
    assertThat(reads("stale")).isEqualTo(3);
  }

  @Test
  void afterAFlushItIsReadAnew() {
    var cache = node(0);
    cache.store(List.of(WANTED.holding("kept")));
    redis.client().flushAll();

    assertThat(find(cache)).isNull();
    assertThat(reads("miss")).isEqualTo(1);
  }

  @Test
  void garbageIsNothing() {
    var cache = node(0);
    redis.client().set("chat:cache:test", "{\"content\":\"forged\"}");
    assertThat(find(cache)).isNull();
    redis.client().set("chat:cache:test".getBytes(StandardCharsets.UTF_8), new byte[0]);
    assertThat(find(cache)).isNull();
    assertThat(reads("garbage")).isEqualTo(2);

    // MGET answers nil for what is no string.
    redis.client().del("chat:cache:test");
    redis.client().lpush("chat:cache:test", "a list");
    assertThat(find(cache)).isNull();
    cache.store(List.of(WANTED.holding("kept")));
    assertThat(find(cache)).isEqualTo("kept");
  }

  @Test
  void withoutRedisNothingIsFoundAndNothingFails() throws Exception {
    var cache = node(1 << 20);
    server.stop();

    assertThat(find(cache)).isNull();
    cache.store(List.of(WANTED.holding("kept")));
    assertThat(find(cache)).as("in this process").isEqualTo("kept");
    assertThat(reads("failed")).isEqualTo(1);
    assertThat(metrics.registry().get("chat.cache.unstored").counter().count()).isEqualTo(1);
  }

  @Test
  void aHungRedisCostsATimeOutAndThenNothing() throws Exception {
    var cache = node(0);
    server.hang();
    for (int i = 0; i < 15; i++) {
      assertThat(find(cache)).isNull();
    }
    assertThat(metrics.registry().get("redis.breaker.open").gauge().value()).isEqualTo(1);
    server.wake();
  }

  @Test
  void whatIsTooLargeIsNotKept() {
    var cache = node(1 << 20);
    cache.store(List.of(WANTED.holding("x".repeat(RedisCache.ENTRY_BYTES_MAX))));

    assertThat(find(cache)).isNull();
    assertThat(metrics.registry().get("chat.cache.large").counter().count()).isEqualTo(1);
  }

  @Test
  void metersAndKeysHoldNoContent() {
    var cache = node(1 << 20);
    cache.store(List.of(WANTED.holding("canary-7f3a")));
    find(cache);

    assertThat(metrics.scrape()).doesNotContain("canary-7f3a");
    assertThat(redis.client().keys("*")).noneMatch(key -> key.contains("canary-7f3a"));
  }

  private Cache node(long nearBytesMax) {
    return RedisCache.open(new CacheSettings(true, nearBytesMax), redis, metrics);
  }

  private static @Nullable String find(Cache cache) {
    return cache.find(List.of(WANTED)).get(WANTED);
  }

  private double reads(String outcome) {
    return metrics.registry().get("chat.cache.reads").tag("outcome", outcome).counter().count();
  }
}

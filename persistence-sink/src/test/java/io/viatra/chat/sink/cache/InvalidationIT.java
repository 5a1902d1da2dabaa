package io.viatra.chat.sink.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.viatra.chat.runtime.config.Secret;
import io.viatra.chat.runtime.metrics.Metrics;
import io.viatra.chat.runtime.redis.Redis;
import io.viatra.chat.runtime.redis.RedisSettings;
import io.viatra.chat.testkit.EmbeddedRedis;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InvalidationIT {
  private final Metrics metrics = new Metrics("test");
  @TempDir private Path directory;
  private EmbeddedRedis server;
  private Redis redis;
  private Invalidation invalidation;

  @BeforeEach
  void start() throws Exception {
    server = EmbeddedRedis.start(directory);
    redis =
        Redis.open(new RedisSettings(Secret.of(server.url()), Duration.ofMillis(100), 4), metrics);
    invalidation = Invalidation.open(redis, metrics);
  }

  @AfterEach
  void stop() throws Exception {
    invalidation.close();
    redis.close();
    server.close();
  }

  @Test
  void whatIsOldIsUnlinkedAndNothingElse() {
    var keys = IntStream.range(0, 1_200).mapToObj(i -> "old-" + i).toList();
    keys.forEach(key -> redis.client().set(key, "content"));
    redis.client().set("other", "content");

    invalidation.outdated(keys);

    await(() -> redis.client().keys("*").equals(Set.of("other")));
    await(() -> count("chat.sink.cache.unlinked") == 1_200);
  }

  @Test
  void aHungRedisDelaysNobodyAndGetsItWhenItIsBack() throws Exception {
    redis.client().set("old", "content");
    server.hang();

    long begin = System.nanoTime();
    for (int i = 0; i < 1_000; i++) {
      invalidation.outdated(List.of("old"));
    }
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
    await(() -> count("chat.sink.cache.retries") > 0);
    assertThat(pending()).isLessThanOrEqualTo(1);
    server.wake();

    await(() -> !redis.callOr(true, "look", jedis -> jedis.exists("old")));
    await(() -> pending() == 0);
  }

  @Test
  void moreThanFitsIsLeftToItsTimeToLive() throws Exception {
    server.stop();
    var keys =
        IntStream.range(0, Invalidation.PENDING_MAX + 2_000).mapToObj(i -> "old-" + i).toList();

    invalidation.outdated(keys);

    assertThat(count("chat.sink.cache.abandoned")).isBetween(1_000.0, 2_000.0);
    assertThat(pending()).isLessThanOrEqualTo(Invalidation.PENDING_MAX);
  }

  @Test
  void closingUnlinksWhatIsPending() {
    redis.client().set("old", "content");
    invalidation.outdated(List.of("old"));
    invalidation.close();

    assertThat(redis.client().exists("old")).isFalse();
  }

  @Test
  void closingDoesNotWaitForARedisThatIsAway() throws Exception {
    server.stop();
    invalidation.outdated(List.of("old"));
    await(() -> count("chat.sink.cache.retries") > 0);

    long begin = System.nanoTime();
    invalidation.close();

    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
  }

  private double count(String name) {
    return metrics.registry().get(name).counter().count();
  }

  private double pending() {
    return metrics.registry().get("chat.sink.cache.pending").gauge().value();
  }

  private static void await(BooleanSupplier condition) {
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("within 30 s").isLessThan(end);
      LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
    }
  }
}

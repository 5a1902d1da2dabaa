package io.viatra.chat.runtime.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.viatra.chat.runtime.config.Secret;
import io.viatra.chat.runtime.metrics.Metrics;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// Clients of a test's Redis, and waiting for what Redis brings about.
public final class TestRedis {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private TestRedis() {}

  /// A client that is connected; more patient than a service's, for a busy machine.
  public static Redis open(String url) {
    Redis redis =
        Redis.open(
            new RedisSettings(Secret.of(url), Duration.ofMillis(250), 8), new Metrics("test"));
    await(redis::answers);
    return redis;
  }

  public static void await(BooleanSupplier condition) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("in time").isLessThan(end);
      LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
    }
  }
}

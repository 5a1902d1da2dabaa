package io.viatra.chat.edge.engineio;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// Waits for a condition that another thread brings about.
public final class Eventually {
  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final long PAUSE_NANOS = 2_000_000;

  private Eventually() {}

  public static void is(String what, BooleanSupplier condition) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean() && System.nanoTime() < end) {
      LockSupport.parkNanos(PAUSE_NANOS);
    }
    assertThat(condition.getAsBoolean()).as(what).isTrue();
  }
}

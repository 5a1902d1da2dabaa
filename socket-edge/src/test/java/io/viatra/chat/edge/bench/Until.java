package io.viatra.chat.edge.bench;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/// Waits for conditions, not for durations.
final class Until {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private Until() {}

  /// @throws IllegalStateException if it does not come true within a minute
  static void holds(String what, BooleanSupplier condition) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("waited in vain until " + what);
      }
      Thread.sleep(2);
    }
  }
}

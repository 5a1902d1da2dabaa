package io.viatra.chat.streams.stats;

import io.micrometer.core.instrument.Counter;
import io.viatra.chat.runtime.metrics.Metrics;
import java.util.function.BooleanSupplier;

/// The meters `chat_stats_*`: one set for all tasks of the instance. Thread-safe.
final class StatsMeters {
  private final Metrics metrics;
  private final Counter counted;
  private final Counter late;
  private final Counter unreadable;

  StatsMeters(Metrics metrics) {
    this.metrics = metrics;
    counted = metrics.counter("chat.stats.messages", "messages that were measured");
    late = metrics.counter("chat.stats.late", "messages more than a day behind the newest");
    unreadable = metrics.counter("chat.stats.unreadable", "events that cannot be read");
  }

  void count(Folding.Outcome outcome) {
    switch (outcome) {
      case COUNTED -> counted.increment();
      case LATE, TOO_LATE -> late.increment();
      case PASSED_OVER -> {}
    }
  }

  void unreadable() {
    unreadable.increment();
  }

  void running(BooleanSupplier isRunning) {
    metrics.gauge(
        "chat.stats.running", "1 while measures are taken", () -> isRunning.getAsBoolean() ? 1 : 0);
  }
}

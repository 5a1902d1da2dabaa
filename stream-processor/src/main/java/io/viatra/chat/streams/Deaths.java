package io.viatra.chat.streams;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongSupplier;

/// Counts deaths of threads within the last minutes.
///
/// Thread-safe: each dying thread reports itself.
final class Deaths {
  private static final Duration WINDOW = Duration.ofMinutes(5);

  private final int max;
  private final LongSupplier nanoClock;
  private final Deque<Long> recent = new ArrayDeque<>();

  Deaths(int max, LongSupplier nanoClock) {
    this.max = max;
    this.nanoClock = nanoClock;
  }

  /// Counts one more, and tells whether it is more than the window may hold.
  synchronized boolean isOneTooMany() {
    long now = nanoClock.getAsLong();
    while (!recent.isEmpty() && now - recent.getFirst() > WINDOW.toNanos()) {
      recent.removeFirst();
    }
    if (recent.size() == max) {
      return true;
    }
    recent.addLast(now);
    return false;
  }
}

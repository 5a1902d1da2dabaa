package io.viatra.chat.edge.session;

import java.time.Duration;

/// Runs short tasks later. They must not block: all share one thread.
public interface Timer {
  void after(Duration delay, Runnable task);

  /// First after one period. A run that throws is logged and does not end the others.
  void every(Duration period, Runnable task);
}

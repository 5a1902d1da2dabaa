package io.viatra.chat.testkit;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Runs foreign code that has no deadline of its own.
final class Bounded {
  private Bounded() {}

  /// Runs on a daemon thread and waits at most `limit`. What does not end in time is left behind
  /// (it cannot hold up the end of the JVM) and reported.
  static void run(String what, Duration limit, Runnable work) {
    AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    Thread thread =
        Thread.ofPlatform()
            .daemon()
            .name(what)
            .uncaughtExceptionHandler((t, e) -> failure.set(e))
            .start(work);
    try {
      if (!thread.join(limit)) {
        throw new IllegalStateException(what + ": not done after " + limit);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(what + ": interrupted", interrupted);
    }
    Throwable thrown = failure.get();
    if (thrown != null) {
      throw new IllegalStateException(what + ": failed", thrown);
    }
  }
}

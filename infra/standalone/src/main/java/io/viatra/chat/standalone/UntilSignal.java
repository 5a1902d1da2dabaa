package io.viatra.chat.standalone;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Waits for Ctrl-C (SIGINT) or SIGTERM, and keeps the JVM alive until what follows has closed.
///
/// A JVM that gets a signal runs its shutdown hooks and then halts, whatever the main thread still
/// does. So the hook lets the main thread go and waits for it, bounded.
final class UntilSignal {
  private static final long CLOSE_SECONDS_MAX = 60;

  private final CountDownLatch signalled = new CountDownLatch(1);
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile boolean failed;

  UntilSignal() {
    Runtime.getRuntime().addShutdownHook(new Thread(this::signal, "until-signal"));
  }

  private void signal() {
    signalled.countDown();
    try {
      if (!closed.await(CLOSE_SECONDS_MAX, TimeUnit.SECONDS)) {
        System.err.println("still closing after " + CLOSE_SECONDS_MAX + " s: giving up");
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  /// Ends the wait because something died.
  void signalFailure() {
    failed = true;
    signalled.countDown();
  }

  boolean failed() {
    return failed;
  }

  void await() throws InterruptedException {
    signalled.await();
  }

  /// Everything is closed: the JVM may halt.
  void closed() {
    closed.countDown();
  }
}

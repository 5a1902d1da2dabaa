package io.viatra.chat.edge.session;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One thread for all that this service does by the clock. What waits is bounded by those who ask:
/// a handful of sweeps, and one task for each open receipt window.
public final class ThreadTimer implements Timer, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(ThreadTimer.class);

  private final ScheduledThreadPoolExecutor thread;

  public ThreadTimer(String name) {
    thread = new ScheduledThreadPoolExecutor(1, Thread.ofPlatform().name(name).daemon().factory());
    thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  @Override
  public void after(Duration delay, Runnable task) {
    try {
      var _ = thread.schedule(guarded(task), delay.toNanos(), TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException e) {
      // Closing: whoever keeps something for later hands it over when it is closed itself.
      log.debug("a task came too late", e);
    }
  }

  @Override
  public void every(Duration period, Runnable task) {
    long nanos = period.toNanos();
    var _ = thread.scheduleAtFixedRate(guarded(task), nanos, nanos, TimeUnit.NANOSECONDS);
  }

  /// Drops what waits and lets the running task end.
  @Override
  public void close() {
    thread.close();
  }

  private static Runnable guarded(Runnable task) {
    return () -> {
      try {
        task.run();
      } catch (RuntimeException e) {
        log.error("a timed task failed", e);
      }
    };
  }
}

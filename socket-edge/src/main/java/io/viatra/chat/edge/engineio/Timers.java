package io.viatra.chat.edge.engineio;

import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// The one timer structure behind all heartbeats and deadlines. A binary heap on one daemon thread:
/// ten thousand sessions at 25 s make 800 tasks a second, and the precision is that of the
/// scheduler, below a millisecond when the machine is quiet. Tasks only flip state or hand work on.
final class Timers implements AutoCloseable {
  private final ScheduledThreadPoolExecutor executor;
  private final ProtocolMetrics metrics;

  Timers(ProtocolMetrics metrics) {
    this.metrics = metrics;
    executor =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("engineio-timers").factory());
    executor.setRemoveOnCancelPolicy(true);
    executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    // After close a deadline has nothing left to end: it is dropped without an exception.
    executor.setRejectedExecutionHandler((task, pool) -> {});
  }

  /// For deadlines that look again when they ring and so need no cancelling.
  void watch(long nanos, Runnable task) {
    var _ = after(nanos, task);
  }

  ScheduledFuture<?> after(long nanos, Runnable task) {
    return executor.schedule(() -> run(task), Math.max(0, nanos), TimeUnit.NANOSECONDS);
  }

  @SuppressWarnings("CatchingUnchecked") // one task's bug must not hide; the executor swallows
  private void run(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException e) {
      metrics.handlerFailed(e);
    }
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}

package io.viatra.chat.ingest.read;

import io.viatra.chat.runtime.metrics.Metrics;
import io.viatra.chat.schemas.codec.ConsistencyToken;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Waits until the read model holds the outcome of a command: read-your-writes.
///
/// However many wait, one thread asks the database, every ten milliseconds and only while somebody
/// waits; so a thousand waiting clients cost what one does. A waiter beyond [#WAITERS_MAX] is told
/// at once that its write is not there yet, as it would be after its time.
public final class ProgressWatcher implements AutoCloseable {
  static final int WAITERS_MAX = 10_000;
  private static final Logger log = LoggerFactory.getLogger(ProgressWatcher.class);
  private static final Duration PAUSE = Duration.ofMillis(10);

  /// After a failed look: the database may be down for a minute.
  private static final Duration PAUSE_FAILED = Duration.ofMillis(100);

  /// More than one look can take.
  private static final Duration CLOSE_MAX = Duration.ofSeconds(2);

  private record Waiter(ConsistencyToken token, CountDownLatch covered) {}

  private final Supplier<Progress> progress;
  private final Thread thread;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition wanted = lock.newCondition();
  private final Set<Waiter> waiters = new LinkedHashSet<>();

  private ProgressWatcher(Supplier<Progress> progress) {
    this.progress = progress;
    this.thread = Thread.ofPlatform().name("ingest-progress").daemon().unstarted(this::run);
  }

  /// Opens a watcher and its thread.
  ///
  /// @param progress looks; may throw [Unavailable], and then is asked again
  public static ProgressWatcher open(Supplier<Progress> progress, Metrics metrics) {
    var watcher = new ProgressWatcher(progress);
    metrics.gauge(
        "chat.ingest.progress.waiters", "requests that wait for their write", watcher::waiting);
    watcher.thread.start();
    return watcher;
  }

  /// Waits for the outcome of a command, at most so long.
  ///
  /// @return whether the read model holds it now
  public boolean await(ConsistencyToken token, Duration max) throws InterruptedException {
    var waiter = new Waiter(token, new CountDownLatch(1));
    if (!enter(waiter)) {
      return false;
    }
    try {
      return waiter.covered.await(max.toNanos(), TimeUnit.NANOSECONDS);
    } finally {
      leave(waiter);
    }
  }

  /// Nobody is let in any more; who waits gets the answer of time running out.
  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join(CLOSE_MAX);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean enter(Waiter waiter) {
    lock.lock();
    try {
      if (waiters.size() >= WAITERS_MAX) {
        return false;
      }
      waiters.add(waiter);
      wanted.signal();
      return true;
    } finally {
      lock.unlock();
    }
  }

  private void leave(Waiter waiter) {
    lock.lock();
    try {
      waiters.remove(waiter);
    } finally {
      lock.unlock();
    }
  }

  private int waiting() {
    lock.lock();
    try {
      return waiters.size();
    } finally {
      lock.unlock();
    }
  }

  private void run() {
    try {
      while (true) {
        awaitWaiter();
        Thread.sleep(look());
      }
    } catch (InterruptedException e) {
      // Closing is the only one that interrupts; the thread ends with it.
      Thread.currentThread().interrupt();
    }
  }

  private void awaitWaiter() throws InterruptedException {
    lock.lock();
    try {
      while (waiters.isEmpty()) {
        wanted.await();
      }
    } finally {
      lock.unlock();
    }
  }

  /// One look; answers the pause until the next.
  private Duration look() {
    try {
      release(progress.get());
      return PAUSE;
    } catch (RuntimeException e) {
      // Nobody is failed by it: their time runs out, and they are answered as stale.
      log.debug("the progress of the read model cannot be seen", e);
      return PAUSE_FAILED;
    }
  }

  private void release(Progress seen) {
    lock.lock();
    try {
      for (var waiter : waiters) {
        if (seen.covers(waiter.token)) {
          waiter.covered.countDown();
        }
      }
    } finally {
      lock.unlock();
    }
  }
}

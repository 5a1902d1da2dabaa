package io.viatra.chat.runtime.lifecycle;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The open parts of a service in the order of their opening.
public final class Lifecycle implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Lifecycle.class);

  /// What a part still gets when the deadline is already spent: enough to be told, not to drain.
  private static final Duration GRACE = Duration.ofMillis(100);

  private record Part(String name, AutoCloseable closeable) {}

  private final String name;
  private final Duration deadline;
  private final Deque<Part> parts = new ArrayDeque<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private boolean closing;

  /// @param name the service, for the log
  /// @param deadline for closing all parts together
  public Lifecycle(String name, Duration deadline) {
    this.name = name;
    this.deadline = deadline;
  }

  /// Takes a part that has just opened and gives it back. When closing has begun meanwhile, the
  /// part is closed at once and an `IllegalStateException` ends the opening.
  public <T extends AutoCloseable> T add(String partName, T part) {
    synchronized (this) {
      if (!closing) {
        parts.push(new Part(partName, part));
        return part;
      }
    }
    closeOne(new Part(partName, part), GRACE);
    throw new IllegalStateException(name + " is closing; " + partName + " was closed again");
  }

  /// Closes all parts within the deadline; see [#close(Duration)].
  @Override
  public void close() {
    close(deadline);
  }

  /// Closes all parts in reverse order within one deadline. A part that overruns it is interrupted
  /// and left behind, and the remaining ones are still closed, with 100 ms each. Failures are
  /// logged and swallowed, for there is nothing a caller could do. A second call waits for the
  /// first.
  ///
  /// @return the names of the parts that failed or overran, empty when all went well
  public List<String> close(Duration within) {
    Deque<Part> toClose;
    synchronized (this) {
      toClose = closing ? null : new ArrayDeque<>(parts);
      closing = true;
      parts.clear();
    }
    if (toClose == null) {
      awaitOther(within);
      return List.of();
    }
    long end = System.nanoTime() + within.toNanos();
    List<String> failed = new ArrayList<>();
    for (Part part : toClose) {
      Duration left = Duration.ofNanos(end - System.nanoTime());
      if (!closeOne(part, left.compareTo(GRACE) > 0 ? left : GRACE)) {
        failed.add(part.name);
      }
    }
    closed.countDown();
    return failed;
  }

  private boolean closeOne(Part part, Duration within) {
    long begin = System.nanoTime();
    boolean[] clean = {false};
    Thread closer =
        Thread.ofVirtual()
            .name(name + "-close-" + part.name)
            .start(() -> {
              try {
                part.closeable.close();
                clean[0] = true;
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              } catch (Exception e) {
                log.warn("{}: closing {} failed", name, part.name, e);
              }
            });
    boolean ended = join(closer, within);
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
    if (!ended) {
      log.warn("{}: {} did not close within {} ms and is left behind", name, part.name, millis);
      closer.interrupt();
      return false;
    }
    log.debug("{}: closed {} in {} ms", name, part.name, millis);
    return clean[0];
  }

  /// Joins even when the closing thread itself is interrupted: a half-closed service holds locks,
  /// ports and transactions. The interrupt is kept for the caller.
  private static boolean join(Thread thread, Duration within) {
    long end = System.nanoTime() + within.toNanos();
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return thread.join(Duration.ofNanos(Math.max(1, end - System.nanoTime())));
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void awaitOther(Duration within) {
    try {
      if (!closed.await(within.toMillis(), TimeUnit.MILLISECONDS)) {
        log.warn("{}: another thread is still closing", name);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

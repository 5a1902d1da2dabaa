package io.viatra.chat.ingest.read;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/// Looks again for a short while. The sockets are ahead of the read model by a commit or two, so
/// what a client names in good faith (a message to reply to, a `seq` it has seen) may not be there
/// yet; an answer that denies it would be wrong, not just early.
///
/// Each patient request asks the database twenty times, so only [#PATIENT_MAX] are patient at once;
/// further ones are answered from the first look. Thread-safe.
public final class Patience {
  private static final int PATIENT_MAX = 64;

  /// As long as a read waits for its token.
  private static final Duration MAX = Duration.ofMillis(500);

  private static final Duration PAUSE = Duration.ofMillis(25);

  private final Semaphore patient = new Semaphore(PATIENT_MAX);

  /// The first answer that is not empty; empty when none came in time. Blocks its thread.
  public <T> Optional<T> find(Supplier<Optional<T>> look) throws InterruptedException {
    var found = look.get();
    if (found.isPresent() || !patient.tryAcquire()) {
      return found;
    }
    try {
      long end = System.nanoTime() + MAX.toNanos();
      while (found.isEmpty() && System.nanoTime() < end) {
        Thread.sleep(PAUSE);
        found = look.get();
      }
      return found;
    } finally {
      patient.release();
    }
  }
}

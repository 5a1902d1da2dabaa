package io.viatra.chat.runtime.kafka;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/// Pauses that double from a first to a last length, with jitter so that many clients of one broken
/// broker do not come back together. For one thread.
final class Backoff {
  private final long firstMillis;
  private final long lastMillis;
  private long nextMillis;

  Backoff(Duration first, Duration last) {
    this.firstMillis = first.toMillis();
    this.lastMillis = last.toMillis();
    this.nextMillis = firstMillis;
  }

  void reset() {
    nextMillis = firstMillis;
  }

  void pause() throws InterruptedException {
    Thread.sleep(next());
  }

  /// The next length, between half and the whole of the nominal one.
  Duration next() {
    long nominal = nextMillis;
    nextMillis = Math.min(nominal * 2, lastMillis);
    return Duration.ofMillis(ThreadLocalRandom.current().nextLong(nominal / 2, nominal + 1));
  }
}

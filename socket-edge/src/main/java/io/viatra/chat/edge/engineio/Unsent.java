package io.viatra.chat.edge.engineio;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/// The bytes that one transport has taken and not yet sent, counted into those of all sessions too.
///
/// The limit of a session alone bounds nothing: ten thousand slow clients may hold 1 MiB each. So
/// beyond [OutLimits#allBytes] over all sessions, who is behind by more than [OutLimits#softBytes]
/// and has taken nothing for a second has to go; beyond twice as much, everyone who is so far
/// behind. What many sockets share is counted for each of them, so the limit is reached early, not
/// late.
///
/// Written under the lock of its transport; read by anyone.
final class Unsent {
  private static final long STANDING_NANOS = 1_000_000_000L;

  /// Over all sessions of a server.
  static final class Total {
    private final OutLimits limits;
    private final LongSupplier nanos;
    private final AtomicLong bytes = new AtomicLong();

    /// @param nanos as [System#nanoTime]
    Total(OutLimits limits, LongSupplier nanos) {
      this.limits = limits;
      this.nanos = nanos;
    }

    long bytes() {
      return bytes.get();
    }

    Unsent of() {
      return new Unsent(this);
    }
  }

  private final Total total;
  private volatile long bytes;
  private volatile long progressNanos;
  private volatile boolean ended;

  private Unsent(Total total) {
    this.total = total;
    progressNanos = total.nanos.getAsLong();
  }

  /// Counts what was taken to be sent.
  void taken(long more) {
    if (bytes == 0) {
      progressNanos = total.nanos.getAsLong();
    }
    add(more);
  }

  /// Counts what the peer's TCP took.
  void sent(long less) {
    progressNanos = total.nanos.getAsLong();
    add(-less);
  }

  @SuppressWarnings("NonAtomicVolatileUpdate") // one writer at a time, by the transport's lock
  private void add(long more) {
    if (!ended) {
      bytes += more;
      total.bytes.addAndGet(more);
    }
  }

  long bytes() {
    return bytes;
  }

  /// When the peer last took a byte, or when the first of the waiting bytes was taken.
  long progressNanos() {
    return progressNanos;
  }

  /// Whether its session is to be dropped as a slow consumer.
  boolean isTooMuch() {
    long mine = bytes;
    if (mine <= total.limits.softBytes()) {
      return false;
    }
    long all = total.bytes.get();
    return mine > total.limits.hardBytes()
        || all / 2 > total.limits.allBytes()
        || (all > total.limits.allBytes()
            && total.nanos.getAsLong() - progressNanos > STANDING_NANOS);
  }

  /// Nothing is owed any more; later numbers are passed over.
  void end() {
    add(-bytes);
    ended = true;
  }
}

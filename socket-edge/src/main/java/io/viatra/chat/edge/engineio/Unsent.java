package io.viatra.chat.edge.engineio;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/// The bytes that one transport has taken and not yet sent, counted into those of all sessions too.
///
/// The limit of a session alone bounds nothing: ten thousand slow clients may hold 1 MiB each. So
/// beyond [OutLimits#allBytes] over all sessions, who is behind by more than [OutLimits#softBytes]
/// and has stood still for a second has to go; beyond one and a half times as much, everyone so far
/// behind who stands still; beyond twice as much, everyone so far behind. What many sockets share
/// is counted for each of them, so the limit is reached early, not late.
///
/// To stand still is to refuse: what is unsent because this process has not come to write it (too
/// little processor, a collection) says nothing against the peer.
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

  /// Since when the peer has refused; written before [#standing], which says whether it counts.
  private volatile long refusedNanos;

  private volatile boolean standing;
  private volatile boolean ended;

  private Unsent(Total total) {
    this.total = total;
  }

  /// Counts what was taken to be sent.
  void taken(long more) {
    add(more);
  }

  /// Counts what the peer's TCP took.
  void sent(long less) {
    standing = false;
    add(-less);
  }

  /// Notes that the peer takes nothing; that holds until something is [#sent].
  void refused() {
    if (!standing) {
      refusedNanos = total.nanos.getAsLong();
      standing = true;
    }
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

  /// For how long the peer has taken nothing of what it was offered; 0 if it does not refuse.
  long standingNanos() {
    return standing ? Math.max(1, total.nanos.getAsLong() - refusedNanos) : 0;
  }

  /// Whether its session is to be dropped as a slow consumer.
  boolean isTooMuch() {
    long mine = bytes;
    if (mine <= total.limits.softBytes()) {
      return false;
    }
    long all = total.bytes.get();
    long may = total.limits.allBytes();
    return mine > total.limits.hardBytes()
        || all / 2 > may
        || (all - may / 2 > may && standing)
        || (all > may && standingNanos() > STANDING_NANOS);
  }

  /// Nothing is owed any more; later numbers are passed over.
  void end() {
    add(-bytes);
    ended = true;
  }
}

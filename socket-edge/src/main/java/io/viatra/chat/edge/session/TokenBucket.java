package io.viatra.chat.edge.session;

import io.viatra.chat.runtime.config.Rate;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// A rate limit within this process: `burst` at once, then one in each `interval`. Thread-safe.
///
/// Two numbers and no timer, for there is one with each socket.
public final class TokenBucket {
  private final long intervalNanos;
  private final long burstNanos;
  private final LongSupplier nanos;

  /// The time at which the bucket would be full, were nothing taken any more.
  private long full;

  public TokenBucket(long burst, Duration interval, LongSupplier nanos) {
    this.intervalNanos = interval.toNanos();
    this.burstNanos = burst * intervalNanos;
    this.nanos = nanos;
    this.full = nanos.getAsLong();
  }

  public static TokenBucket of(Rate rate, LongSupplier nanos) {
    return new TokenBucket(rate.burst(), rate.per().dividedBy(rate.refill()), nanos);
  }

  /// One that never says no.
  public static TokenBucket unlimited() {
    return new TokenBucket(1, Duration.ZERO, () -> 0);
  }

  /// @return null if it may be, else how long until it may
  public synchronized @Nullable Duration take() {
    long now = nanos.getAsLong();
    long begin = full - now > 0 ? full : now;
    long wait = begin + intervalNanos - now - burstNanos;
    if (wait > 0) {
      return Duration.ofNanos(wait);
    }
    full = begin + intervalNanos;
    return null;
  }
}

package io.viatra.chat.runtime.limits;

import java.time.Duration;

/// A named rule: a bucket of `burst` tokens that gains `refill` tokens per `per`, evenly.
///
/// @param name part of the key in Redis and a tag; from a closed set, such as `messages-user`
/// @param burst the most tokens, at once
/// @param refill tokens gained in each period
/// @param per the period
/// @param failClosed what holds while Redis is gone: false counts locally per process, true refuses
public record Limit(String name, long burst, long refill, Duration per, boolean failClosed) {
  /// Checks that the bucket can hold and gain something.
  public Limit {
    if (burst < 1 || refill < 1 || per.isNegative() || per.isZero()) {
      throw new IllegalArgumentException("a limit must have a burst, a refill and a period");
    }
  }

  /// One that counts locally while Redis is gone.
  public static Limit of(String name, long burst, long refill, Duration per) {
    return new Limit(name, burst, refill, per, false);
  }
}

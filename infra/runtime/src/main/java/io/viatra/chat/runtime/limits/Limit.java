package io.viatra.chat.runtime.limits;

import io.viatra.chat.runtime.config.Rate;
import java.time.Duration;

/// A named rule: a bucket of tokens.
///
/// @param name part of the key in Redis and a tag; from a closed set, such as `messages-user`
/// @param failClosed what holds while Redis is gone: false counts locally per process, true refuses
public record Limit(String name, Rate rate, boolean failClosed) {

  /// One that counts locally while Redis is gone.
  public static Limit of(String name, Rate rate) {
    return new Limit(name, rate, false);
  }

  /// The same of a rate's parts.
  public static Limit of(String name, long burst, long refill, Duration per) {
    return of(name, new Rate(burst, refill, per));
  }

  /// One that refuses while Redis is gone.
  public static Limit closed(String name, Rate rate) {
    return new Limit(name, rate, true);
  }
}

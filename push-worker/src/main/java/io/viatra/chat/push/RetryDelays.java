package io.viatra.chat.push;

import io.viatra.chat.push.PushSettings.Backoff;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;

/// When a push is tried again: after pauses that double, with jitter so that the pushes of one
/// outage do not come back together, and never earlier than FCM wishes.
final class RetryDelays {
  private final Backoff backoff;
  private final DoubleSupplier random;

  RetryDelays(Backoff backoff) {
    this(backoff, () -> ThreadLocalRandom.current().nextDouble());
  }

  /// @param random from 0 to below 1
  RetryDelays(Backoff backoff, DoubleSupplier random) {
    this.backoff = backoff;
    this.random = random;
  }

  /// When to try again what has just failed for the attempt-th time, counted from 0.
  Instant due(int attempt, Duration wished, Instant now) {
    long nominal = backoff.first().toMillis() << Math.clamp(attempt, 0, 20);
    long capped = Math.min(nominal, backoff.last().toMillis());
    // Between half and the whole; a wish gets up to the first pause on top.
    long own = capped / 2 + (long) (random.getAsDouble() * (capped - capped / 2));
    long asked = wished.toMillis() + (long) (random.getAsDouble() * backoff.first().toMillis());
    return now.plusMillis(wished.isZero() ? own : Math.max(own, asked));
  }

  /// Until when a record may wait in line: a step on the way to what is due much later.
  Instant step(Instant due, Instant now) {
    Instant last = now.plus(backoff.last());
    return due.isAfter(last) ? last : due;
  }
}

package io.viatra.chat.testkit;

import java.time.Duration;

/// How the fake FCM answers the next `times` valid messages to a token; afterwards it accepts
/// again. `delay` comes before any answer, `retryAfter` is sent where the kind has that header and
/// it is not zero.
public record FcmBehaviour(Kind kind, int times, Duration delay, Duration retryAfter) {
  /// For `times`: until it is programmed anew.
  public static final int FOR_EVER = Integer.MAX_VALUE;

  /// The longest delay; also how long a hung request is held at most.
  static final Duration DELAY_MAX = Duration.ofMinutes(2);

  public FcmBehaviour {
    if (times < 1) {
      throw new IllegalArgumentException("times must be at least 1");
    }
    if (delay.isNegative() || delay.compareTo(DELAY_MAX) > 0) {
      throw new IllegalArgumentException("delay must be from 0 to " + DELAY_MAX);
    }
    if (retryAfter.isNegative()) {
      throw new IllegalArgumentException("retryAfter must not be negative");
    }
  }

  public static FcmBehaviour of(Kind kind) {
    return new FcmBehaviour(kind, FOR_EVER, Duration.ZERO, Duration.ZERO);
  }

  public FcmBehaviour times(int count) {
    return new FcmBehaviour(kind, count, delay, retryAfter);
  }

  public FcmBehaviour after(Duration wait) {
    return new FcmBehaviour(kind, times, wait, retryAfter);
  }

  public FcmBehaviour retryAfter(Duration wait) {
    return new FcmBehaviour(kind, times, delay, wait);
  }

  /// What FCM's error codes call it
  /// (<https://firebase.google.com/docs/reference/fcm/rest/v1/ErrorCode>), and two that a network
  /// adds.
  public enum Kind {
    ACCEPTED,
    UNREGISTERED,
    SENDER_ID_MISMATCH,
    QUOTA_EXCEEDED,
    INTERNAL,
    UNAVAILABLE,
    INVALID_ARGUMENT,
    /// Takes the request and never answers.
    HANGING,
    /// Takes the request and closes the connection.
    DISCONNECTING
  }
}

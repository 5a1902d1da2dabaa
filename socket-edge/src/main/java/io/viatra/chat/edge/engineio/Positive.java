package io.viatra.chat.edge.engineio;

import java.time.Duration;

/// A check of settings that has a class of its own: the settings have each other as defaults, and
/// one that asked another for the check would begin that one's defaults before its own were made.
final class Positive {
  private Positive() {}

  static void require(Duration duration, String name) {
    if (duration.isZero() || duration.isNegative()) {
      throw new IllegalArgumentException(name + " must be positive");
    }
  }
}

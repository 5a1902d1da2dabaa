package io.viatra.chat.runtime.limits;

import java.time.Duration;

/// Whether something may happen now.
public sealed interface Decision {
  /// It may; the tokens are taken.
  record Allowed() implements Decision {}

  /// It may not; nothing is taken.
  ///
  /// @param retryAfter when it would be allowed if nobody else takes tokens, at least 1 ms
  record Limited(Duration retryAfter) implements Decision {}
}

package io.viatra.chat.push.sending;

import java.time.Duration;

/// What a push service made of one push. `reason` is a word from a closed set and holds nothing of
/// the push.
public sealed interface PushResult {
  /// Taken; it will reach the device or expire.
  record Accepted() implements PushResult {}

  /// The token is dead, or not ours: it is to be forgotten.
  record Unregistered(String reason) implements PushResult {}

  /// Not now. Where no answer came, the push may have gone out nevertheless.
  ///
  /// @param after the least time to wait, as the service wishes; zero leaves it to the caller
  record Retry(Duration after, String reason) implements PushResult {}

  /// Never: repeating it would be answered the same.
  record Rejected(String reason) implements PushResult {}
}

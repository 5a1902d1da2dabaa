package io.viatra.chat.push.sending;

/// Hands one push to a push service. Thread-safe.
@FunctionalInterface
public interface PushSender {
  /// Sends once: repeating is the caller's, who knows how long a push is worth anything. Blocks for
  /// a bounded time.
  ///
  /// @throws InterruptedException when the thread was interrupted; the push may have gone out
  PushResult send(Push push) throws InterruptedException;
}

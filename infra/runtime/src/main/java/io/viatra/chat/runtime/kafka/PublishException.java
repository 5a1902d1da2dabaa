package io.viatra.chat.runtime.kafka;

import org.jspecify.annotations.Nullable;

/// How a publish ends that was not acknowledged. The message names the topic and nothing of the
/// record.
public final class PublishException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /// What the caller may conclude.
  public enum Reason {
    /// It never left this process: too much in flight, the buffer full, no metadata, closed. To a
    /// client UNAVAILABLE; repeating is safe.
    UNSENT,
    /// It may or may not have been written: no acknowledgement within five seconds. To a client
    /// UNAVAILABLE; repeating is safe only because commands carry an id that is deduplicated.
    UNKNOWN,
    /// Larger than client or broker take. Repeating is pointless.
    TOO_LARGE
  }

  private final Reason reason;

  PublishException(String topic, Reason reason, @Nullable Throwable cause) {
    super("publishing to " + topic + ": " + reason, cause);
    this.reason = reason;
  }

  /// What the caller may conclude.
  public Reason reason() {
    return reason;
  }
}

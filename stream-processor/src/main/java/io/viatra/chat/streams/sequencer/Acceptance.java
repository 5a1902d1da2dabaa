package io.viatra.chat.streams.sequencer;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/// That a message was accepted, by what its client may repeat.
///
/// @param seq the number it got
/// @param body what it said, so that the same id with other words is told apart
/// @param at append time of the command that was accepted
record Acceptance(
    UUID conversationId,
    String senderId,
    String clientMessageId,
    long seq,
    Fingerprint body,
    Instant at)
    implements Row {
  /// promises.md: a repeat within 72 h is the same message.
  static final Duration KEPT = Duration.ofDays(3);

  /// Whether it still counts at `now`. Only the two append times decide, so the answer does not
  /// depend on when the row is purged.
  boolean holdsAt(Instant now) {
    return holds(at, now);
  }

  /// Likewise, of one that was made at that time.
  static boolean holds(Instant at, Instant now) {
    return !at.plus(KEPT).isBefore(now);
  }
}

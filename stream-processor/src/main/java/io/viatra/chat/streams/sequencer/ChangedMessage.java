package io.viatra.chat.streams.sequencer;

import io.viatra.chat.schemas.conversation.MessageBody;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What became of a message after it was sent, kept for ever, but only of those that anybody
/// changed. It counts more than what commands say of the message, so nothing old comes back by a
/// race.
///
/// @param messageId proves that a command means this message
/// @param body of the newest edit; null where it was not edited, or is deleted
/// @param editedAt likewise
record ChangedMessage(
    UUID conversationId,
    long seq,
    UUID messageId,
    boolean deleted,
    @Nullable MessageBody body,
    @Nullable Instant editedAt)
    implements Row {
  static ChangedMessage deleted(UUID conversationId, long seq, UUID messageId) {
    return new ChangedMessage(conversationId, seq, messageId, true, null, null);
  }

  static ChangedMessage edited(
      UUID conversationId, long seq, UUID messageId, MessageBody body, Instant at) {
    return new ChangedMessage(conversationId, seq, messageId, false, body, at);
  }
}

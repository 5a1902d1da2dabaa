package io.viatra.chat.sink;

import io.viatra.chat.schemas.event.ConversationUpdated;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What a batch does to one conversation, folded.
///
/// @param ver of the newest event
/// @param lastSeq of the newest message, 0 where the batch has none
/// @param activeAt when it was sent
/// @param profile the newest name, picture and metadata
record ConversationChange(
    UUID id,
    long ver,
    long lastSeq,
    @Nullable Instant activeAt,
    @Nullable ConversationUpdated profile) {

  static ConversationChange none(UUID id) {
    return new ConversationChange(id, 0, 0, null, null);
  }

  ConversationChange ver(long newest) {
    return new ConversationChange(id, Math.max(ver, newest), lastSeq, activeAt, profile);
  }

  ConversationChange message(long seq, Instant at) {
    return seq > lastSeq ? new ConversationChange(id, ver, seq, at, profile) : this;
  }

  ConversationChange profile(ConversationUpdated updated) {
    return new ConversationChange(id, ver, lastSeq, activeAt, updated);
  }
}

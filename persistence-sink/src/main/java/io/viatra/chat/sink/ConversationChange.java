package io.viatra.chat.sink;

import io.viatra.chat.schemas.event.ConversationUpdated;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What a batch does to one conversation, folded.
///
/// @param lastSeq of the newest message, 0 where the batch has none
/// @param activeAt when it was sent
/// @param profile the newest name, picture and metadata
record ConversationChange(
    UUID id,
    Versions versions,
    long lastSeq,
    @Nullable Instant activeAt,
    @Nullable ConversationUpdated profile) {

  /// The newest of each kind, 0 where the batch has none.
  ///
  /// @param any of all events
  /// @param changed of those that changed a message that was there before
  /// @param frame of those that changed what the conversation is besides its messages
  record Versions(long any, long changed, long frame) {
    static final Versions NONE = new Versions(0, 0, 0);
  }

  static ConversationChange none(UUID id) {
    return new ConversationChange(id, Versions.NONE, 0, null, null);
  }

  /// Every event is a new version.
  ConversationChange happened(long ver) {
    return versions(new Versions(Math.max(versions.any, ver), versions.changed, versions.frame));
  }

  ConversationChange changed(long ver) {
    return versions(new Versions(versions.any, Math.max(versions.changed, ver), versions.frame));
  }

  ConversationChange framed(long ver) {
    return versions(new Versions(versions.any, versions.changed, Math.max(versions.frame, ver)));
  }

  ConversationChange message(long seq, Instant at) {
    return seq > lastSeq ? new ConversationChange(id, versions, seq, at, profile) : this;
  }

  ConversationChange profile(ConversationUpdated updated) {
    return new ConversationChange(id, versions, lastSeq, activeAt, updated);
  }

  private ConversationChange versions(Versions newest) {
    return new ConversationChange(id, newest, lastSeq, activeAt, profile);
  }
}

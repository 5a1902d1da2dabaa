package io.viatra.chat.ingest.read;

import io.viatra.chat.schemas.conversation.ConversationType;
import io.viatra.chat.schemas.conversation.Role;
import java.util.UUID;

/// That somebody is a member of a conversation now, and what that allows. There is none for an
/// outsider, for one who left, and for a conversation that does not exist: those are the same.
///
/// @param lastSeq the conversation's newest `seq` in the read model
/// @param history what members see of the past
public record Membership(
    UUID conversationId,
    String userId,
    ConversationType type,
    Role role,
    long joinedSeq,
    long readSeq,
    long lastSeq,
    History history) {

  /// What of the past members see.
  public enum History {
    /// From the own joining on.
    OWN,
    /// All of it (`metadata.history` is `"full"`).
    FULL;

    /// The `seq` above which one sees messages who joined at `joinedSeq`.
    long floor(long joinedSeq) {
      return switch (this) {
        case OWN -> joinedSeq;
        case FULL -> 0;
      };
    }
  }

  /// The `seq` above which this member sees messages.
  public long floor() {
    return history.floor(joinedSeq);
  }

  /// Whether this member may delete messages of others, and change how the conversation looks. In a
  /// direct conversation nobody may.
  public boolean moderates() {
    return type != ConversationType.DIRECT && role.moderates();
  }
}

package io.viatra.chat.streams.sequencer;

import io.viatra.chat.schemas.command.Command;
import io.viatra.chat.schemas.conversation.Role;
import org.jspecify.annotations.Nullable;

/// Proof that the actor is a member of the conversation: the rules below it cannot be reached
/// without one.
record Admission(Conversation conversation, Membership actor) {

  /// Null for a stranger and for a conversation that does not exist, which must not be told apart.
  static @Nullable Admission of(Command command, State state) {
    var conversation = state.conversation(command.conversationId());
    if (conversation == null) {
      return null;
    }
    var actor = state.member(command.conversationId(), command.actorId());
    return actor == null ? null : new Admission(conversation, actor);
  }

  /// Whether the actor may add, remove and rename. In a direct conversation nobody may.
  boolean moderates() {
    return actor.role().moderates();
  }

  boolean owns() {
    return actor.role() == Role.OWNER;
  }

  /// Whether the actor may put a tombstone over a message of `senderId`: one's own always,
  /// another's as owner or admin of a group or channel. In a direct conversation both are plain
  /// members.
  boolean mayDelete(String senderId) {
    return actor.userId().equals(senderId) || moderates();
  }
}

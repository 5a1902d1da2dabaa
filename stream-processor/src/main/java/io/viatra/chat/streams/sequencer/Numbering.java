package io.viatra.chat.streams.sequencer;

import io.viatra.chat.schemas.event.ConversationCreated;
import io.viatra.chat.schemas.event.ConversationEvent;
import io.viatra.chat.schemas.event.ConversationUpdated;
import io.viatra.chat.schemas.event.MemberRemoved;
import io.viatra.chat.schemas.event.MembersAdded;
import io.viatra.chat.schemas.event.MessageDeleted;
import io.viatra.chat.schemas.event.MessageEdited;
import io.viatra.chat.schemas.event.MessageSent;
import io.viatra.chat.schemas.event.ReactionChanged;
import io.viatra.chat.schemas.event.RoleChanged;

/// Gives out the two dense numbers of a conversation (rule R4). Nothing else writes them.
final class Numbering {
  private Numbering() {}

  /// The conversation after one more event: takes a `ver`.
  static Conversation event(Conversation before) {
    return before.at(before.ver() + 1, before.lastSeq());
  }

  /// The conversation after one more message: takes a `ver` and a `seq`.
  static Conversation message(Conversation before) {
    return before.at(before.ver() + 1, before.lastSeq() + 1);
  }

  /// The conversation after an event of the log, which has its numbers already.
  static Conversation after(Conversation before, ConversationEvent event) {
    return switch (event) {
      case MessageSent sent -> before.at(sent.ver(), sent.seq());
      case MembersAdded added ->
          of(before, event).of(before.memberCount() + added.members().size());
      case MemberRemoved _ -> of(before, event).of(before.memberCount() - 1);
      case ConversationCreated _,
          MessageEdited _,
          MessageDeleted _,
          ReactionChanged _,
          RoleChanged _,
          ConversationUpdated _ ->
          of(before, event);
    };
  }

  private static Conversation of(Conversation before, ConversationEvent event) {
    return before.at(event.ver(), before.lastSeq());
  }
}

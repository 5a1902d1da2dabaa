package io.viatra.chat.schemas.event;

/// An event that changed the conversation. `ver` is dense from 1 in each conversation.
public sealed interface ConversationEvent extends ChatEvent
    permits ConversationCreated,
        MessageSent,
        MessageEdited,
        MessageDeleted,
        ReactionChanged,
        MembersAdded,
        MemberRemoved,
        RoleChanged,
        ConversationUpdated {

  /// Dense number of this event in its conversation.
  long ver();
}

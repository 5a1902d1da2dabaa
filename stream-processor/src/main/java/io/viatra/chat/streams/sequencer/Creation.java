package io.viatra.chat.streams.sequencer;

import io.viatra.chat.schemas.command.CreateConversation;
import io.viatra.chat.schemas.conversation.ConversationId;
import io.viatra.chat.schemas.conversation.ConversationType;
import io.viatra.chat.schemas.conversation.Member;
import io.viatra.chat.schemas.conversation.Role;
import io.viatra.chat.schemas.event.ConversationCreated;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Begins conversations. The creator owns a group or channel; a direct conversation has two plain
/// members and no owner, because neither may moderate the other.
final class Creation {
  /// RFC 9562, UUIDs by name: these are the direct conversations' own.
  private static final int NAME_BASED = 5;

  private final State state;
  private final Refusals refusals;
  private final FrameFanout fanout;

  Creation(State state, Refusals refusals, FrameFanout fanout) {
    this.state = state;
    this.refusals = refusals;
    this.fanout = fanout;
  }

  Decision decide(CreateConversation create, Fingerprint content, Instant at) {
    if (!isConsistent(create)) {
      return refusals.contradiction(create, at);
    }
    var existing = state.conversation(create.conversationId());
    if (existing == null) {
      return begin(create, content, at);
    }
    return isSame(existing, create, content)
        ? Repetition.of(create, at)
        : refusals.conflict(create, at);
  }

  /// A direct conversation is the same whatever else the second creation says, and whichever of the
  /// two asks: its id says it all. Another one is the same only if its creator says it all again.
  private static boolean isSame(
      Conversation existing, CreateConversation create, Fingerprint content) {
    return existing.type() == ConversationType.DIRECT
        || (existing.createdBy().equals(create.actorId()) && existing.creation().equals(content));
  }

  private static boolean isConsistent(CreateConversation create) {
    var others = create.participantIds();
    return switch (create.conversationType()) {
      case DIRECT ->
          others.size() == 1
              && create
                  .conversationId()
                  .equals(ConversationId.direct(create.actorId(), others.getFirst()));
      case GROUP -> isFreeId(create) && !others.isEmpty() && others.size() < Joining.GROUP_MAX;
      case CHANNEL -> isFreeId(create) && !others.isEmpty() && others.size() < Joining.NAMED_MAX;
    };
  }

  /// Else somebody could take the one id that two other people's direct conversation can have.
  private static boolean isFreeId(CreateConversation create) {
    return create.conversationId().version() != NAME_BASED;
  }

  private Decision begin(CreateConversation create, Fingerprint content, Instant at) {
    var created =
        new ConversationCreated(
            create.conversationId(),
            1,
            at,
            create.conversationType(),
            create.actorId(),
            members(create),
            create.name(),
            create.avatarUrl(),
            create.metadata());
    var conversation = Effects.begun(created, content);
    var rows = Effects.members(created);
    var frame = Effects.frame(created);
    var draft = Decision.accepting().put(conversation);
    if (!frame.equals(Frame.empty(create.conversationId()))) {
      draft.put(frame);
    }
    rows.forEach(draft::put);
    return draft
        .write(new Emission.ToLog(created))
        .write(fanout.begun(conversation, frame, rows))
        .decided();
  }

  private static List<Member> members(CreateConversation create) {
    var creator = create.conversationType() == ConversationType.DIRECT ? Role.MEMBER : Role.OWNER;
    var members = new ArrayList<Member>();
    members.add(new Member(create.actorId(), creator, 0));
    for (var participant : create.participantIds()) {
      members.add(new Member(participant, Role.MEMBER, 0));
    }
    return members;
  }
}

package io.viatra.chat.streams.sequencer;

import io.viatra.chat.schemas.command.AddMembers;
import io.viatra.chat.schemas.command.Command;
import io.viatra.chat.schemas.conversation.ConversationType;
import io.viatra.chat.schemas.conversation.Member;
import io.viatra.chat.schemas.conversation.Role;
import io.viatra.chat.schemas.event.MembersAdded;
import io.viatra.chat.schemas.event.RejectionCode;
import java.time.Instant;
import java.util.List;

/// Brings people in: owners and admins may, in groups and channels. Who is there already is passed
/// over; if everybody is, it is a repeat.
///
/// Somebody who left and comes again begins anew: with a new `joinedSeq`, as a plain member,
/// without settings. What they read before lies below it, so no watermark falls.
final class Joining {
  /// contract.md: members of a group.
  static final int GROUP_MAX = 256;

  /// So many can be named at once, that the event (some 50 bytes a member on top of the command)
  /// stays within a broker's default record of 1 MiB. A channel grows beyond by more additions.
  static final int NAMED_MAX = 14_000;

  private final State state;
  private final Refusals refusals;
  private final FrameFanout fanout;

  Joining(State state, Refusals refusals, FrameFanout fanout) {
    this.state = state;
    this.refusals = refusals;
    this.fanout = fanout;
  }

  Decision decide(AddMembers add, Instant at) {
    var admission = Admission.of(add, state);
    if (admission == null) {
      return refusals.unknown(add, at);
    }
    var conversation = admission.conversation();
    if (conversation.type() == ConversationType.DIRECT || add.userIds().size() > NAMED_MAX) {
      return refusals.refuse(add, at, RejectionCode.INVALID);
    }
    if (!admission.moderates()) {
      return refusals.refuse(add, at, RejectionCode.FORBIDDEN);
    }
    var coming =
        add.userIds().stream()
            .filter(user -> state.member(add.conversationId(), user) == null)
            .toList();
    if (coming.isEmpty()) {
      return Repetition.of(add, at);
    }
    return conversation.memberCount() + coming.size() > max(conversation.type())
        ? refusals.refuse(add, at, RejectionCode.CONFLICT)
        : accept(add, conversation, coming, at);
  }

  private static int max(ConversationType type) {
    return switch (type) {
      case DIRECT -> 2;
      case GROUP -> GROUP_MAX;
      case CHANNEL -> Command.MEMBERS_MAX;
    };
  }

  private Decision accept(AddMembers add, Conversation before, List<String> coming, Instant at) {
    var after = Numbering.event(before).of(before.memberCount() + coming.size());
    var members =
        coming.stream().map(user -> new Member(user, Role.MEMBER, after.lastSeq())).toList();
    var added = new MembersAdded(add.conversationId(), after.ver(), at, add.actorId(), members);
    var rows = Effects.members(added);
    return Decision.accepting()
        .put(after)
        .put(rows)
        .write(new Emission.ToLog(added))
        .write(fanout.of(added, before, after, state.frame(add.conversationId()), rows, null))
        .decided();
  }
}

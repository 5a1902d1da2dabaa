package io.viatra.chat.streams.sequencer;

import io.viatra.chat.schemas.command.RemoveMember;
import io.viatra.chat.schemas.conversation.ConversationType;
import io.viatra.chat.schemas.conversation.Role;
import io.viatra.chat.schemas.delivery.RemovalDelivery;
import io.viatra.chat.schemas.event.MemberRemoved;
import io.viatra.chat.schemas.event.RejectionCode;
import io.viatra.chat.schemas.topic.Partitions;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Lets people go: anybody may leave, owners and admins may put others out, and nobody puts the
/// owner out. Nobody leaves a direct conversation. Putting out who is not there is a repeat.
///
/// Where the owner leaves, the longest-standing admin, else member, is the owner in the same event.
/// Who is the last leaves a conversation that nobody can come back to.
final class Leaving {
  /// By what decides, down to the user id: members of one event came at once.
  private static final Comparator<Membership> SUCCESSION =
      Comparator.comparing((Membership member) -> !member.role().moderates())
          .thenComparingLong(Membership::joinedVer)
          .thenComparing(Membership::userId);

  private final State state;
  private final Refusals refusals;
  private final FrameFanout fanout;
  private final int partitions;

  Leaving(State state, Refusals refusals, FrameFanout fanout, int partitions) {
    this.state = state;
    this.refusals = refusals;
    this.fanout = fanout;
    this.partitions = partitions;
  }

  Decision decide(RemoveMember remove, Instant at) {
    var admission = Admission.of(remove, state);
    if (admission == null) {
      return refusals.unknown(remove, at);
    }
    if (admission.conversation().type() == ConversationType.DIRECT) {
      return refusals.refuse(remove, at, RejectionCode.INVALID);
    }
    if (remove.userId().equals(remove.actorId())) {
      return accept(remove, admission.conversation(), admission.actor(), at);
    }
    if (!admission.moderates()) {
      return refusals.refuse(remove, at, RejectionCode.FORBIDDEN);
    }
    var going = state.member(remove.conversationId(), remove.userId());
    if (going == null) {
      return Repetition.of(remove, at);
    }
    return going.role() == Role.OWNER
        ? refusals.refuse(remove, at, RejectionCode.FORBIDDEN)
        : accept(remove, admission.conversation(), going, at);
  }

  private Decision accept(RemoveMember remove, Conversation before, Membership going, Instant at) {
    var id = remove.conversationId();
    var after = Numbering.event(before).of(before.memberCount() - 1);
    var successor = going.role() == Role.OWNER ? successor(going) : null;
    var removed =
        new MemberRemoved(
            id,
            after.ver(),
            at,
            remove.actorId(),
            going.userId(),
            after.lastSeq(),
            successor == null ? null : successor.userId());
    var draft = Decision.accepting().put(after).put(Effects.departure(removed));
    if (successor != null) {
      draft.put(successor);
    }
    return draft
        .write(new Emission.ToLog(removed))
        .write(toOneGone(removed, partitions))
        .write(
            fanout.of(
                removed,
                before,
                after,
                state.frame(id),
                successor == null ? List.of() : List.of(successor),
                going.userId()))
        .decided();
  }

  private @Nullable Membership successor(Membership owner) {
    return state.members(owner.conversationId()).stream()
        .filter(member -> !member.userId().equals(owner.userId()))
        .min(SUCCESSION)
        .map(Effects::successor)
        .orElse(null);
  }

  /// @param partitions of `chat.deliveries.v1`
  static Emission toOneGone(MemberRemoved removed, int partitions) {
    return new Emission.ToUsers(
        Partitions.of(removed.userId(), partitions),
        new RemovalDelivery(
            removed.conversationId(), removed.ver(), removed.at(), List.of(removed.userId())));
  }
}

package io.viatra.chat.streams.sequencer;

import io.viatra.chat.schemas.command.ChangeRole;
import io.viatra.chat.schemas.conversation.ConversationType;
import io.viatra.chat.schemas.conversation.Role;
import io.viatra.chat.schemas.event.RejectionCode;
import io.viatra.chat.schemas.event.RoleChanged;
import java.time.Instant;

/// Gives roles, which only the owner does. There is one owner: who gives the ownership away is an
/// admin from then on, and nobody lays it down without an heir.
final class RoleGiving {
  private final State state;
  private final Refusals refusals;
  private final FrameFanout fanout;

  RoleGiving(State state, Refusals refusals, FrameFanout fanout) {
    this.state = state;
    this.refusals = refusals;
    this.fanout = fanout;
  }

  Decision decide(ChangeRole change, Instant at) {
    var admission = Admission.of(change, state);
    if (admission == null) {
      return refusals.unknown(change, at);
    }
    if (admission.conversation().type() == ConversationType.DIRECT) {
      return refusals.refuse(change, at, RejectionCode.INVALID);
    }
    if (!admission.owns()) {
      return refusals.refuse(change, at, RejectionCode.FORBIDDEN);
    }
    var target = state.member(change.conversationId(), change.userId());
    if (target == null) {
      return refusals.refuse(change, at, RejectionCode.NOT_FOUND);
    }
    if (target.role() == change.role()) {
      return Repetition.of(change, at);
    }
    return target.role() == Role.OWNER
        ? refusals.refuse(change, at, RejectionCode.INVALID)
        : accept(change, admission, target, at);
  }

  private Decision accept(ChangeRole change, Admission admission, Membership target, Instant at) {
    var after = Numbering.event(admission.conversation());
    boolean handsOver = change.role() == Role.OWNER;
    var changed =
        new RoleChanged(
            change.conversationId(),
            after.ver(),
            at,
            change.actorId(),
            change.userId(),
            change.role(),
            handsOver ? change.actorId() : null);
    var rows = Effects.of(changed, target, handsOver ? admission.actor() : null);
    return Decision.accepting()
        .put(after)
        .put(rows)
        .write(new Emission.ToLog(changed))
        .write(fanout.of(changed, after, after, state.frame(change.conversationId()), rows, null))
        .decided();
  }
}

package io.viatra.chat.streams.sequencer;

import io.viatra.chat.schemas.command.UpdateConversation;
import io.viatra.chat.schemas.event.ConversationUpdated;
import io.viatra.chat.schemas.event.RejectionCode;
import java.time.Instant;
import java.util.List;

/// Changes what a conversation is called and looks like: owners and admins may, and so nobody in a
/// direct conversation, which has neither. Absent fields stay; metadata is replaced as a whole.
final class Reframing {
  private final State state;
  private final Refusals refusals;
  private final FrameFanout fanout;

  Reframing(State state, Refusals refusals, FrameFanout fanout) {
    this.state = state;
    this.refusals = refusals;
    this.fanout = fanout;
  }

  Decision decide(UpdateConversation update, Instant at) {
    var admission = Admission.of(update, state);
    if (admission == null) {
      return refusals.unknown(update, at);
    }
    if (!admission.moderates()) {
      return refusals.refuse(update, at, RejectionCode.FORBIDDEN);
    }
    var before = state.frame(update.conversationId());
    var frame =
        new Frame(
            update.conversationId(),
            update.name() == null ? before.name() : update.name(),
            update.avatarUrl() == null ? before.avatarUrl() : update.avatarUrl(),
            update.metadata() == null ? before.metadata() : update.metadata());
    return frame.equals(before)
        ? Repetition.of(update, at)
        : accept(update, Numbering.event(admission.conversation()), frame, at);
  }

  private Decision accept(UpdateConversation update, Conversation after, Frame frame, Instant at) {
    var updated =
        new ConversationUpdated(
            update.conversationId(),
            after.ver(),
            at,
            update.actorId(),
            frame.name(),
            frame.avatarUrl(),
            frame.metadata());
    return Decision.accepting()
        .put(after)
        .put(Effects.frame(updated))
        .write(new Emission.ToLog(updated))
        .write(fanout.of(updated, after, after, frame, List.of(), null))
        .decided();
  }
}

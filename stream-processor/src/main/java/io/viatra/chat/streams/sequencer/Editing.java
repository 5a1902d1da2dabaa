package io.viatra.chat.streams.sequencer;

import io.viatra.chat.schemas.command.EditMessage;
import io.viatra.chat.schemas.conversation.MessageState;
import io.viatra.chat.schemas.delivery.MessageChangeDelivery;
import io.viatra.chat.schemas.event.MessageEdited;
import io.viatra.chat.schemas.event.RejectionCode;
import java.time.Instant;

/// Replaces what a message says; its former words stay in the log alone. The sender's own right:
/// nobody else speaks for them, whatever their role.
final class Editing {
  private final State state;
  private final Refusals refusals;
  private final Targets targets;
  private final ChangeFanout fanout;

  Editing(State state, Refusals refusals, Targets targets, ChangeFanout fanout) {
    this.state = state;
    this.refusals = refusals;
    this.targets = targets;
    this.fanout = fanout;
  }

  Decision decide(EditMessage edit, Instant at) {
    return switch (targets.of(edit, edit.target(), at)) {
      case Targets.Target.Refused(var decision) -> decision;
      case Targets.Target.Found target -> decide(edit, target, at);
    };
  }

  private Decision decide(EditMessage edit, Targets.Target.Found target, Instant at) {
    if (!target.message().senderId().equals(edit.actorId())) {
      return refusals.refuse(edit, at, RejectionCode.FORBIDDEN);
    }
    if (target.deleted()) {
      return refusals.refuse(edit, at, RejectionCode.NOT_FOUND);
    }
    return MessageStates.body(target, edit.content()).equals(edit.body())
        ? Repetition.of(edit, target.message().messageId(), null, at)
        : accept(edit, target, at);
  }

  private Decision accept(EditMessage edit, Targets.Target.Found target, Instant at) {
    var id = edit.conversationId();
    var message = target.message();
    var conversation = Numbering.event(target.admission().conversation());
    var edited = new MessageEdited(id, conversation.ver(), at, message, edit.body());
    var content = edit.content().saying(edit.body());
    var reactions = state.reactions(id, message.seq());
    return Decision.accepting()
        .put(conversation)
        .put(Effects.of(edited))
        .write(new Emission.ToLog(edited))
        .write(
            fanout.of(
                edited,
                conversation,
                message,
                (users, ticks) ->
                    new MessageChangeDelivery(
                        new MessageState(
                            id,
                            edited.ver(),
                            message,
                            content,
                            MessageStates.grouped(reactions),
                            ticks,
                            at),
                        users)))
        .decided();
  }
}

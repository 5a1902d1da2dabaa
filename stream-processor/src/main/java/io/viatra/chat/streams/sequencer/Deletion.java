package io.viatra.chat.streams.sequencer;

import io.viatra.chat.schemas.command.DeleteMessage;
import io.viatra.chat.schemas.delivery.TombstoneDelivery;
import io.viatra.chat.schemas.event.MessageDeleted;
import io.viatra.chat.schemas.event.RejectionCode;
import java.time.Instant;

/// Puts tombstones, once for a message: the mark that it is deleted stays for ever, and nothing is
/// done to the message any more. Its reactions go with it.
final class Deletion {
  private final State state;
  private final Refusals refusals;
  private final Targets targets;
  private final ChangeFanout fanout;

  Deletion(State state, Refusals refusals, Targets targets, ChangeFanout fanout) {
    this.state = state;
    this.refusals = refusals;
    this.targets = targets;
    this.fanout = fanout;
  }

  Decision decide(DeleteMessage delete, Instant at) {
    return switch (targets.of(delete, delete.target(), at)) {
      case Targets.Target.Refused(var decision) -> decision;
      case Targets.Target.Found target -> decide(delete, target, at);
    };
  }

  private Decision decide(DeleteMessage delete, Targets.Target.Found target, Instant at) {
    if (!target.admission().mayDelete(target.message().senderId())) {
      return refusals.refuse(delete, at, RejectionCode.FORBIDDEN);
    }
    return target.deleted()
        ? Repetition.of(delete, target.message().messageId(), null, at)
        : accept(delete, target, at);
  }

  private Decision accept(DeleteMessage delete, Targets.Target.Found target, Instant at) {
    var id = delete.conversationId();
    var message = target.message();
    var conversation = Numbering.event(target.admission().conversation());
    var deleted = new MessageDeleted(id, conversation.ver(), at, message, delete.actorId());
    var draft =
        Decision.accepting()
            .put(conversation)
            .put(Effects.of(deleted, target.recent(), state.reactions(id, message.seq())));
    return draft
        .write(new Emission.ToLog(deleted))
        .write(
            fanout.of(
                deleted,
                conversation,
                message,
                (users, ticks) -> new TombstoneDelivery(deleted, users, ticks)))
        .decided();
  }
}

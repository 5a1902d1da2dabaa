package io.viatra.chat.streams.sequencer;

import io.viatra.chat.schemas.Check;
import io.viatra.chat.schemas.command.DeleteMessage;
import io.viatra.chat.schemas.conversation.MessageId;
import io.viatra.chat.schemas.conversation.MessageRef;
import io.viatra.chat.schemas.event.CommandRepeated;
import io.viatra.chat.schemas.event.MessageDeleted;
import io.viatra.chat.schemas.event.RejectionCode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Puts tombstones. The target's facts come from the command, since the sequencer does not remember
/// every message; while it does remember one, only its own word counts.
///
/// A message that is deleted again after it was forgotten takes one more `ver`: the second
/// tombstone says what the first one said, so every reader ends where it was.
final class Deletion {
  private final State state;
  private final Refusals refusals;
  private final Deliveries deliveries;

  Deletion(State state, Refusals refusals, Deliveries deliveries) {
    this.state = state;
    this.refusals = refusals;
    this.deliveries = deliveries;
  }

  Decision decide(DeleteMessage delete, Instant at) {
    if (!isConsistent(delete)) {
      return refusals.contradiction(delete, at);
    }
    var admission = Admission.of(delete, state);
    if (admission == null) {
      return refusals.unknown(delete, at);
    }
    if (delete.target().seq() > admission.conversation().lastSeq()) {
      return refusals.refuse(delete, at, RejectionCode.NOT_FOUND);
    }
    var remembered = state.recent(delete.conversationId(), delete.target().seq());
    if (remembered != null && !remembered.messageId().equals(delete.target().messageId())) {
      return refusals.refuse(delete, at, RejectionCode.NOT_FOUND);
    }
    var target = target(delete.target(), remembered);
    if (!admission.mayDelete(target.senderId())) {
      return refusals.refuse(delete, at, RejectionCode.FORBIDDEN);
    }
    return remembered != null && remembered.deleted()
        ? repeated(delete, at)
        : accept(delete, admission.conversation(), target, remembered, at);
  }

  /// An id follows from sender and client id, so a target that names both proves itself.
  private static boolean isConsistent(DeleteMessage delete) {
    var target = delete.target();
    var clientMessageId = target.clientMessageId();
    if (clientMessageId == null) {
      return true;
    }
    return !clientMessageId.isEmpty()
        && clientMessageId.length() <= Check.ID_MAX
        && MessageId.of(delete.conversationId(), target.senderId(), clientMessageId)
            .equals(target.messageId());
  }

  private static MessageRef target(MessageRef said, @Nullable RecentMessage remembered) {
    return remembered == null
        ? said
        : new MessageRef(
            remembered.messageId(),
            remembered.seq(),
            remembered.senderId(),
            remembered.type(),
            said.clientMessageId(),
            remembered.createdAt());
  }

  private Decision accept(
      DeleteMessage delete,
      Conversation before,
      MessageRef target,
      @Nullable RecentMessage remembered,
      Instant at) {
    var conversation = Numbering.event(before);
    var deleted =
        new MessageDeleted(
            delete.conversationId(), conversation.ver(), at, target, delete.actorId());
    var draft = Decision.accepting().put(conversation);
    if (remembered != null) {
      draft.put(remembered.asDeleted());
    }
    return draft
        .write(new Emission.ToLog(deleted))
        .write(deliveries.of(deleted, conversation))
        .decided();
  }

  private static Decision repeated(DeleteMessage delete, Instant at) {
    var repeated =
        new CommandRepeated(
            delete.conversationId(),
            at,
            delete.actorId(),
            CommandType.of(delete),
            delete.target().messageId(),
            null);
    return Decision.unchanged(Outcome.REPEATED, new Emission.ToLog(repeated));
  }
}

package io.viatra.chat.streams.sequencer;

import io.viatra.chat.schemas.command.SendMessage;
import io.viatra.chat.schemas.conversation.MessageId;
import io.viatra.chat.schemas.conversation.MessageType;
import io.viatra.chat.schemas.event.MessageSent;
import io.viatra.chat.schemas.event.RejectionCode;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Takes messages in: consistent → not said before → by a member → next number.
final class Sending {
  private final State state;
  private final Refusals refusals;
  private final Repeats repeats;
  private final Deliveries deliveries;
  private final ReceiptFanout fanout;

  Sending(State state, Refusals refusals, Deliveries deliveries, ReceiptFanout fanout) {
    this.state = state;
    this.refusals = refusals;
    this.deliveries = deliveries;
    this.fanout = fanout;
    repeats = new Repeats(state);
  }

  Decision decide(SendMessage send, Fingerprint body, Instant at) {
    if (!send.messageId().equals(idOf(send))) {
      return refusals.contradiction(send, at);
    }
    if (send.messageType() == MessageType.SYSTEM) {
      return refusals.refuse(send, at, RejectionCode.FORBIDDEN);
    }
    return switch (repeats.of(send, body, at)) {
      case Repeats.Known.Same(long seq) -> Repetition.of(send, send.messageId(), seq, at);
      case Repeats.Known.Other() -> refusals.conflict(send, at);
      case Repeats.Known.New() -> {
        var admission = Admission.of(send, state);
        yield admission == null ? refusals.unknown(send, at) : accept(send, body, admission, at);
      }
    };
  }

  private static UUID idOf(SendMessage send) {
    return MessageId.of(send.conversationId(), send.actorId(), send.clientMessageId());
  }

  private Decision accept(SendMessage send, Fingerprint body, Admission admission, Instant at) {
    var before = admission.conversation();
    var conversation = Numbering.message(before);
    var sender = senderAfter(send, admission, at);
    boolean rose = sender.readSeq() > admission.actor().readSeq();
    var sent = sent(send, conversation, rose ? sender.readSeq() : null, at);
    var draft =
        Decision.accepting()
            .put(conversation)
            .put(Effects.of(sent, body))
            .write(new Emission.ToLog(sent));
    if (rose) {
      draft.put(sender).write(new Emission.ToReceipts(sender.receipt()));
    }
    draft.write(deliveries.of(sent, conversation));
    if (rose) {
      draft.write(fanout.of(before, admission.actor(), sender));
    }
    return draft.decided();
  }

  /// The sender had everything up to `lastSeenSeq` on the screen. A number beyond the head cannot
  /// have been there, so it says nothing; the message is good all the same.
  private static Membership senderAfter(SendMessage send, Admission admission, Instant at) {
    var lastSeenSeq = send.lastSeenSeq();
    return lastSeenSeq == null || lastSeenSeq > admission.conversation().lastSeq()
        ? admission.actor()
        : Watermarks.read(admission.actor(), lastSeenSeq, at);
  }

  private static MessageSent sent(
      SendMessage send, Conversation conversation, @Nullable Long senderReadSeq, Instant at) {
    return new MessageSent(
        send.conversationId(),
        conversation.ver(),
        at,
        conversation.lastSeq(),
        send.messageId(),
        send.actorId(),
        send.clientMessageId(),
        send.messageType(),
        send.body(),
        send.replyToId(),
        send.attachment(),
        send.metadata(),
        senderReadSeq);
  }
}

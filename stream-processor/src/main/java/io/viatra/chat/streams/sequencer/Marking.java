package io.viatra.chat.streams.sequencer;

import io.viatra.chat.schemas.command.Command;
import io.viatra.chat.schemas.command.MarkDelivered;
import io.viatra.chat.schemas.command.MarkRead;
import io.viatra.chat.schemas.event.RejectionCode;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Takes receipts, and ends *marked unread* with the first that reads. Each ends as the member's
/// absolute receipt in the log; one that raises nothing writes the current one again, so that a
/// reader who waits for the command's position sees it pass.
final class Marking {
  private final State state;
  private final Refusals refusals;
  private final ReceiptFanout fanout;
  private final Settling settling;

  Marking(State state, Refusals refusals, ReceiptFanout fanout, Settling settling) {
    this.state = state;
    this.refusals = refusals;
    this.fanout = fanout;
    this.settling = settling;
  }

  Decision decide(MarkDelivered command, Instant at) {
    return decide(command, command.upToSeq(), command.messageIds(), at, Watermarks::delivered);
  }

  Decision decide(MarkRead command, Instant at) {
    return decide(command, command.upToSeq(), command.messageIds(), at, Marking::read);
  }

  private Decision decide(
      Command command,
      @Nullable Long upToSeq,
      List<UUID> messageIds,
      Instant at,
      Watermark watermark) {
    var admission = Admission.of(command, state);
    if (admission == null) {
      return refusals.unknown(command, at);
    }
    var conversation = admission.conversation();
    if (upToSeq != null && upToSeq > conversation.lastSeq()) {
      return refusals.refuse(command, at, RejectionCode.BAD_SEQ);
    }
    long upTo =
        Math.max(upToSeq == null ? 0 : upToSeq, highest(command.conversationId(), messageIds));
    var before = admission.actor();
    var after = watermark.raise(before, upTo, at);
    var receipt = new Emission.ToReceipts(after.receipt());
    if (after.equals(before)) {
      return Decision.unchanged(Outcome.REPEATED, receipt);
    }
    var draft = Decision.accepting().put(after).write(receipt);
    if (!after.receipt().equals(before.receipt())) {
      draft.write(fanout.of(conversation, before, after));
    }
    if (!after.settings().equals(before.settings())) {
      draft.write(settling.told(conversation, after, at));
    }
    return draft.decided();
  }

  private static Membership read(Membership before, long upTo, Instant at) {
    return Settling.read(Watermarks.read(before, upTo, at));
  }

  /// The highest number among the ids that are remembered; 0 if none is.
  private long highest(UUID conversationId, List<UUID> messageIds) {
    if (messageIds.isEmpty()) {
      return 0;
    }
    var wanted = new HashSet<>(messageIds);
    return state.recent(conversationId).stream()
        .filter(message -> wanted.contains(message.messageId()))
        .mapToLong(RecentMessage::seq)
        .max()
        .orElse(0);
  }

  /// One of the two that rise.
  private interface Watermark {
    Membership raise(Membership before, long upTo, Instant at);
  }
}

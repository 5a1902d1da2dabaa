package io.viatra.chat.streams.router;

import io.viatra.chat.schemas.conversation.MemberState;
import io.viatra.chat.schemas.delivery.ConversationDelivery;
import io.viatra.chat.schemas.delivery.CrowdPhase;
import io.viatra.chat.schemas.delivery.Delivery;
import io.viatra.chat.schemas.delivery.HeadDelivery;
import io.viatra.chat.schemas.delivery.MessageChangeDelivery;
import io.viatra.chat.schemas.delivery.MessageDelivery;
import io.viatra.chat.schemas.delivery.ReceiptAudience;
import io.viatra.chat.schemas.delivery.ReceiptDelivery;
import io.viatra.chat.schemas.delivery.RejectionDelivery;
import io.viatra.chat.schemas.delivery.RemovalDelivery;
import io.viatra.chat.schemas.delivery.SettingsDelivery;
import io.viatra.chat.schemas.delivery.TombstoneDelivery;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/// What a delivery changes and who hears of it. Every delivery is handed on, also one that changes
/// nothing because it came before: whoever has it drops it by (conversation, ver).
///
/// The task's thread only.
final class DeliveryRules {
  private final RouterState state;
  private final Audience audience;
  private final PushRules pushes;
  private final CountRules counts;

  DeliveryRules(RouterState state, Audience audience, PushRules pushes, CountRules counts) {
    this.state = state;
    this.audience = audience;
    this.pushes = pushes;
    this.counts = counts;
  }

  /// @param recordedAt the record's own time, ms: how old the news is
  Decision decide(Delivery delivery, long recordedAt, long now) {
    var decision = new Decision();
    switch (delivery) {
      case MessageDelivery message -> message(message, recordedAt, now, decision);
      case MessageChangeDelivery change -> change(change, now, decision);
      case TombstoneDelivery tombstone -> tombstone(tombstone, now, decision);
      case ConversationDelivery frame -> frame(frame, now, decision);
      case SettingsDelivery settings -> settings(settings, now, decision);
      case RemovalDelivery removal -> removal(removal, now, decision);
      case HeadDelivery head -> head(head, decision);
      case ReceiptDelivery receipt -> receipt(receipt, now, decision);
      case RejectionDelivery rejection -> rejection(rejection, now, decision);
    }
    return decision;
  }

  /// One put for the head; of the rows only the sender's changes. Whom it may wake is noted in one
  /// put for those without a socket and one for the others.
  private void message(MessageDelivery delivery, long recordedAt, long now, Decision decision) {
    var message = delivery.message();
    var id = message.conversationId();
    boolean countable = message.messageType().countable();
    var before = state.head(id);
    var head = before.message(message.ver(), message.seq(), message.at().toEpochMilli(), countable);
    if (head.worthPruning(before)) {
      head = head.pruned(slowestBase(id, delivery.recipients()));
    }
    put(id, before, head, decision);
    Map<String, InboxRow> changed = new HashMap<>();
    if (delivery.recipients().contains(message.senderId())) {
      long read = message.senderReadSeq() == null ? 0 : message.senderReadSeq();
      putRow(
          message.senderId(),
          id,
          row -> row.receipt(read, read).wrote(message.seq()),
          changed,
          decision);
    }
    var reached = audience.tell(delivery, id, head, delivery.recipients(), changed, now, decision);
    if (countable) {
      pushes.note(message, delivery.recipients(), reached, recordedAt, now, decision);
      counts.later(
          id, delivery.recipients().stream().filter(user -> !user.equals(message.senderId())));
    }
    if (delivery.recipients().contains(message.senderId())
        && (message.senderReadSeq() != null
            || counts.moves(message.senderId(), id, before, head, changed))) {
      counts.write(message.senderId(), id, head, changed, now, decision);
    }
  }

  /// Unread falls for all who had it unread. Pending pushes need no put: they look at the head when
  /// they are due.
  private void tombstone(TombstoneDelivery delivery, long now, Decision decision) {
    var deleted = delivery.deleted();
    var id = deleted.conversationId();
    var before = state.head(id);
    var head = before.deleted(deleted.ver(), deleted.target().seq());
    put(id, before, head, decision);
    audience.tell(delivery, id, head, delivery.recipients(), Map.of(), now, decision);
    delivery.recipients().forEach(user -> counts.write(user, id, head, Map.of(), now, decision));
  }

  /// An edit or a reaction counts for nothing and wakes nobody: only its `ver` is noted.
  private void change(MessageChangeDelivery delivery, long now, Decision decision) {
    var id = delivery.message().conversationId();
    var before = state.head(id);
    var head = before.raised(delivery.message().ver());
    put(id, before, head, decision);
    audience.tell(delivery, id, head, delivery.recipients(), Map.of(), now, decision);
  }

  /// A mute moves the conversation out of the total or back into it; pending pushes look at the row
  /// when they are due. Takes no `ver`, so the head stays.
  private void settings(SettingsDelivery delivery, long now, Decision decision) {
    var settings = delivery.changed();
    var id = settings.conversationId();
    var until = settings.mutedUntil();
    Map<String, InboxRow> changed = new HashMap<>();
    putRow(
        settings.userId(),
        id,
        row ->
            row.settings(
                settings.ver(), settings.revision(), until == null ? 0 : until.toEpochMilli()),
        changed,
        decision);
    audience.tell(delivery, id, state.head(id), List.of(settings.userId()), changed, now, decision);
  }

  /// Makes the rows of those who have come, and raises the watermarks of those who were there. A
  /// recipient whom the frame does not list as member only hears of it.
  private void frame(ConversationDelivery delivery, long now, Decision decision) {
    var frame = delivery.conversation();
    var id = frame.conversationId();
    var before = state.head(id);
    boolean ended = delivery.crowd() == CrowdPhase.ENDED;
    var head = before.frame(frame.ver(), frame.lastSeq(), frame.at().toEpochMilli(), ended);
    put(id, before, head, decision);
    Map<String, MemberState> members = new HashMap<>();
    frame.members().forEach(member -> members.put(member.userId(), member));
    Map<String, InboxRow> changed = new HashMap<>();
    for (String user : delivery.recipients()) {
      var member = members.get(user);
      if (member != null) {
        putRow(
            user,
            id,
            row ->
                row.joined(
                    frame.ver(), member.joinedSeq(), member.deliveredSeq(), member.readSeq()),
            changed,
            decision);
      }
    }
    audience.tell(delivery, id, head, delivery.recipients(), changed, now, decision);
    for (String user : delivery.recipients()) {
      if (head.crowd()) {
        counts.forget(user, id, decision);
      } else if (ended || changed.containsKey(user) || state.inbox(user, id).ver() == frame.ver()) {
        counts.write(user, id, head, changed, now, decision);
      }
    }
  }

  /// A crowd goes on: one put for the head, one for the author's row, and nobody is told. Totals
  /// look at the head when they are next asked for.
  private void head(HeadDelivery delivery, Decision decision) {
    var id = delivery.conversationId();
    var before = state.head(id);
    var head =
        before.grown(
            delivery.ver(), delivery.lastSeq(), delivery.at().toEpochMilli(), delivery.uncounted());
    put(id, before, head, decision);
    if (head.crowd() && !before.crowd()) {
      audience.outgrown(id);
    }
    String author = delivery.author();
    if (author != null) {
      putRow(author, id, row -> row.wrote(delivery.lastSeq()), new HashMap<>(), decision);
    }
  }

  /// Rows stay as marks, and those put out hear of it as long as they have sockets. Whoever was
  /// brought back since is not told again by a record that comes twice: their devices would let go
  /// of a conversation of which nothing has changed here, so nothing would tell them its unread.
  private void removal(RemovalDelivery delivery, long now, Decision decision) {
    var id = delivery.conversationId();
    var before = state.head(id);
    var head = before.raised(delivery.ver());
    put(id, before, head, decision);
    Map<String, InboxRow> changed = new HashMap<>();
    List<String> gone = new ArrayList<>();
    for (String user : delivery.recipients()) {
      putRow(user, id, row -> row.left(delivery.ver()), changed, decision);
      if (!state.inbox(user, id).isMemberSince(delivery.ver())) {
        gone.add(user);
      }
    }
    audience.tell(delivery, id, head, gone, changed, now, decision);
    gone.forEach(user -> counts.forget(user, id, decision));
  }

  /// The reader's row rises, in the one partition that has it; a pending push of the reader's finds
  /// that when it is due.
  private void receipt(ReceiptDelivery delivery, long now, Decision decision) {
    var receipt = delivery.receipt();
    var id = receipt.conversationId();
    Map<String, InboxRow> changed = new HashMap<>();
    putRow(
        receipt.userId(),
        id,
        row -> row.receipt(receipt.deliveredSeq(), receipt.readSeq()),
        changed,
        decision);
    var people = delivery.audience().stream().map(ReceiptAudience::userId).toList();
    var head = state.head(id);
    audience.tell(delivery, id, head, people, changed, now, decision);
    if (receipt.readSeq() > delivery.readFrom()
        || counts.moves(receipt.userId(), id, head, head, changed)) {
      counts.write(receipt.userId(), id, head, changed, now, decision);
    }
  }

  /// Changes nothing; what the author's sockets were acked for did not come to be.
  private void rejection(RejectionDelivery delivery, long now, Decision decision) {
    var rejection = delivery.rejection();
    var id = rejection.conversationId();
    audience.tell(
        delivery, id, state.head(id), List.of(rejection.actorId()), Map.of(), now, decision);
  }

  /// @param members every member in this partition, as a message's recipients are
  private long slowestBase(UUID id, List<String> members) {
    return members.stream()
        .map(user -> state.inbox(user, id))
        .filter(InboxRow::member)
        .mapToLong(InboxRow::base)
        .min()
        .orElse(0);
  }

  private static void put(UUID id, Head before, Head after, Decision decision) {
    if (!after.equals(before)) {
      decision.put(new Put.OfHead(id, after));
    }
  }

  private void putRow(
      String user,
      UUID id,
      Function<InboxRow, InboxRow> step,
      Map<String, InboxRow> changed,
      Decision decision) {
    var before = state.inbox(user, id);
    var after = step.apply(before);
    if (!after.equals(before)) {
      changed.put(user, after);
      decision.put(new Put.OfInbox(user, id, after));
    }
  }
}

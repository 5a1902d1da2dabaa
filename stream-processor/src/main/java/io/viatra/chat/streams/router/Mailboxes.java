package io.viatra.chat.streams.router;

import io.viatra.chat.schemas.delivery.Delivery;
import io.viatra.chat.schemas.mailbox.MailboxDelivery;
import io.viatra.chat.schemas.mailbox.UnreadChange;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Gathers one delivery's recipients by the mailbox slots that hold their sockets: one record per
/// slot, however many people and sockets are behind it. Used for one decision and thrown away.
final class Mailboxes {
  private final Map<Integer, Box> bySlot = new TreeMap<>();

  private static final class Box {
    private final List<String> users = new ArrayList<>();
    private final List<UnreadChange> unread = new ArrayList<>();
  }

  /// @param attached sessions that are not void; those at one slot are one recipient
  void add(String userId, Sessions attached) {
    for (int slot : slots(attached)) {
      box(slot).users.add(userId);
    }
  }

  void add(UnreadChange change, Sessions attached) {
    for (int slot : slots(attached)) {
      box(slot).unread.add(change);
    }
  }

  /// Asks for the records, by ascending slot.
  void sendTo(Decision decision, String key, Delivery delivery) {
    bySlot.forEach((slot, box) ->
        decision.send(
            new Outgoing.ToMailbox(
                key, new MailboxDelivery(slot, box.users, delivery, box.unread))));
  }

  private Box box(int slot) {
    return bySlot.computeIfAbsent(slot, _ -> new Box());
  }

  private static Iterable<Integer> slots(Sessions sessions) {
    var slots = new LinkedHashSet<Integer>();
    sessions.open().forEach(session -> slots.add(session.slot()));
    return slots;
  }
}

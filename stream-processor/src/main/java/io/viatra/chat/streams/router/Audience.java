package io.viatra.chat.streams.router;

import io.viatra.chat.schemas.delivery.Delivery;
import io.viatra.chat.schemas.mailbox.UnreadChange;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/// Hands a delivery to those who have sockets, with each one's new unread.
///
/// The task's thread only.
final class Audience {
  private final RouterState state;
  private final Nodes nodes;
  private final UnreadTallies tallies;

  Audience(RouterState state, Nodes nodes, UnreadTallies tallies) {
    this.state = state;
    this.nodes = nodes;
    this.tallies = tallies;
  }

  /// The sessions whose mailbox is worth writing to.
  Sessions attached(String userId, long now) {
    return state.sessions(userId).only(session -> !nodes.isVoid(session, now));
  }

  /// A conversation has become a crowd: its members' totals look at it from now on, whenever they
  /// are told, because nothing else tells them.
  void outgrown(UUID conversationId) {
    tallies.outgrown(conversationId);
  }

  /// Whether a push can wait for a socket to say that it has the message.
  boolean isLive(String userId, long now) {
    return state.sessions(userId).open().stream().anyMatch(session -> nodes.isLive(session, now));
  }

  /// Asks for a mailbox record per slot.
  ///
  /// @param head as it is after the delivery
  /// @param changed the rows that the delivery changes; the others are read
  /// @return who has a live socket
  Set<String> tell(
      Delivery delivery,
      UUID conversationId,
      Head head,
      List<String> people,
      Map<String, InboxRow> changed,
      long now,
      Decision decision) {
    Set<String> reached = new HashSet<>();
    var boxes = new Mailboxes();
    for (String user : people) {
      var attached = attached(user, now);
      if (attached.isEmpty()) {
        // Sessions that are void and not yet swept may have left a tally, and nobody keeps it up.
        tallies.drop(user);
        continue;
      }
      boxes.add(user, attached);
      var row = changed.getOrDefault(user, null);
      if (row == null) {
        row = state.inbox(user, conversationId);
      }
      long unread = row.unread(head);
      var tally = tallies.of(user, now);
      if (head.crowd() && row.member()) {
        tally.joins(conversationId);
      }
      if (tally.replace(conversationId, unread, row.mute().until(), now)) {
        boxes.add(new UnreadChange(user, conversationId, unread, tally.total(now)), attached);
      }
      if (attached.open().stream().anyMatch(session -> nodes.isLive(session, now))) {
        reached.add(user);
      }
    }
    boxes.sendTo(decision, conversationId.toString(), delivery);
    return reached;
  }
}

package io.viatra.chat.streams.router;

import io.viatra.chat.schemas.receipt.UnreadCount;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/// What goes to `chat.unread.v1`: each member's unread of each conversation, absolute, whenever it
/// changed.
///
/// What one member does is written with its own delivery. A message changes the counts of all its
/// recipients and may be followed by the next one at once: those counts wait in memory, and go out
/// together, 200 ms later at most. A crash loses what waits there, and not the recipients: each
/// message has a pending push that names them for at least a second, so the next life of the task
/// finds them.
///
/// Crowds have no counts here: each message would change everybody's.
///
/// The task's thread only.
final class CountRules {
  /// Pairs of a user and a conversation that wait, about 10 MB; at this many they go out at once.
  static final int WAITING_MAX = 100_000;

  private final RouterState state;
  private final Map<UUID, Set<String>> waiting = new LinkedHashMap<>();
  private int size;
  private boolean restored;

  CountRules(RouterState state) {
    this.state = state;
  }

  /// A message has changed the counts of these, to be written soon.
  void later(UUID conversationId, Stream<String> users) {
    var known = waiting.computeIfAbsent(conversationId, _ -> new HashSet<>());
    int before = known.size();
    users.forEach(known::add);
    size += known.size() - before;
  }

  /// Pairs of a user and a conversation.
  int waiting() {
    return size;
  }

  boolean isFull() {
    return size >= WAITING_MAX;
  }

  /// Messages of the last second or more may have changed counts that a former life of the task
  /// never wrote. What waits then is bounded by the pending pushes, which are in memory too.
  private void restore() {
    state.pendingUntil(
        Long.MAX_VALUE,
        (key, push) -> {
          later(key.conversationId(), push.recipients().stream());
          return true;
        });
  }

  /// Everything that waits.
  Decision due(long now) {
    if (!restored) {
      restored = true;
      restore();
    }
    var decision = new Decision();
    waiting.forEach((id, users) -> {
      var head = state.head(id);
      users.forEach(user -> write(user, id, head, Map.of(), now, decision));
    });
    waiting.clear();
    size = 0;
    return decision;
  }

  /// A count that one member changed.
  ///
  /// @param head as it is after the delivery
  /// @param changed the rows that the delivery changes; the others are read
  void write(
      String user, UUID id, Head head, Map<String, InboxRow> changed, long now, Decision decision) {
    var row = changed.getOrDefault(user, null);
    if (row == null) {
      row = state.inbox(user, id);
    }
    if (row.member() && !head.crowd()) {
      var count =
          new UnreadCount(
              id, user, row.unread(head), head.lastSeq(), head.ver(), Instant.ofEpochMilli(now));
      decision.send(new Outgoing.ToUnread(user, id, count));
    }
  }

  /// Whether a count moves that the delivery should leave alone. After a crash a head may have been
  /// restored further than a row; counts that were written then are mended when the row follows.
  boolean moves(String user, UUID id, Head before, Head after, Map<String, InboxRow> changed) {
    var row = changed.getOrDefault(user, null);
    return row != null && row.unread(after) != state.inbox(user, id).unread(before);
  }

  /// Whoever is no member any more has no count, not even zero.
  void forget(String user, UUID id, Decision decision) {
    decision.send(new Outgoing.ToUnread(user, id, null));
  }
}

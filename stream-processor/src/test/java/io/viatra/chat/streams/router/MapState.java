package io.viatra.chat.streams.router;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.BiPredicate;

/// State in plain maps, for rules whose bounds a test driver would take too long to reach.
final class MapState implements RouterState {
  final Map<UUID, Head> heads = new HashMap<>();
  final Map<String, Map<UUID, InboxRow>> inboxes = new HashMap<>();
  final Map<String, Sessions> sessions = new HashMap<>();
  final TreeMap<PendingKey, PendingPush> pending =
      new TreeMap<>(
          Comparator.comparingLong(PendingKey::dueAt)
              .thenComparing(PendingKey::conversationId)
              .thenComparingLong(PendingKey::seq)
              .thenComparing(PendingKey::waiting));

  void carryOut(Decision decision) {
    for (var put : decision.puts()) {
      switch (put) {
        case Put.OfHead(var id, var head) -> heads.put(id, head);
        case Put.OfInbox(var user, var id, var row) ->
            inboxes.computeIfAbsent(user, _ -> new HashMap<>()).put(id, row);
        case Put.OfSessions(var user, var open) -> sessions.put(user, open);
        case Put.OfPending(var key, var push) -> pending.put(key, push);
        case Put.NoPending(var key) -> pending.remove(key);
      }
    }
  }

  @Override
  public Head head(UUID conversationId) {
    return heads.getOrDefault(conversationId, Head.NONE);
  }

  @Override
  public InboxRow inbox(String userId, UUID conversationId) {
    return inboxes.getOrDefault(userId, Map.of()).getOrDefault(conversationId, InboxRow.NONE);
  }

  @Override
  public List<Inbox> inboxes(String userId, int max) {
    return inboxes.getOrDefault(userId, Map.of()).entrySet().stream()
        .limit(max)
        .map(row -> new Inbox(row.getKey(), row.getValue()))
        .toList();
  }

  @Override
  public Sessions sessions(String userId) {
    return sessions.getOrDefault(userId, Sessions.NONE);
  }

  @Override
  public void eachSessions(BiConsumer<String, Sessions> each) {
    sessions.forEach(each);
  }

  @Override
  public void pendingUntil(long dueAt, BiPredicate<PendingKey, PendingPush> visitor) {
    for (var entry : pending.entrySet()) {
      if (entry.getKey().dueAt() > dueAt || !visitor.test(entry.getKey(), entry.getValue())) {
        return;
      }
    }
  }

  @Override
  public long pendingSize() {
    return pending.size();
  }
}

package io.viatra.chat.streams.router;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.BiPredicate;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.apache.kafka.streams.state.KeyValueStore;

/// The core's state in Streams stores: raw bytes outside, values inside.
///
/// The task's thread only. A put is in the local store at once and in its changelog with the next
/// commit; a crash in between replays its record.
final class StoredState implements RouterState {
  private final KeyValueStore<Bytes, byte[]> heads;
  private final KeyValueStore<Bytes, byte[]> inbox;
  private final KeyValueStore<Bytes, byte[]> sessions;
  private final KeyValueStore<Bytes, byte[]> pending;
  private long openSessions;

  StoredState(ProcessingContext context) {
    heads = context.getStateStore(RouterStores.HEADS);
    inbox = context.getStateStore(RouterStores.INBOX);
    sessions = context.getStateStore(RouterStores.SESSIONS);
    pending = context.getStateStore(RouterStores.PENDING);
    eachSessions((_, open) -> openSessions += open.open().size());
  }

  @Override
  public Head head(UUID conversationId) {
    byte[] value = heads.get(StateKeys.head(conversationId));
    return value == null ? Head.NONE : StateValues.head(value);
  }

  @Override
  public InboxRow inbox(String userId, UUID conversationId) {
    byte[] value = inbox.get(StateKeys.inbox(userId, conversationId));
    return value == null ? InboxRow.NONE : StateValues.inbox(value);
  }

  @Override
  public List<Inbox> inboxes(String userId, int max) {
    List<Inbox> rows = new ArrayList<>();
    try (var found = inbox.prefixScan(StateKeys.inboxOf(userId), new ByteArraySerializer())) {
      while (found.hasNext() && rows.size() < max) {
        var next = found.next();
        rows.add(new Inbox(StateKeys.conversationOf(next.key), StateValues.inbox(next.value)));
      }
    }
    return rows;
  }

  @Override
  public Sessions sessions(String userId) {
    byte[] value = sessions.get(StateKeys.sessions(userId));
    return value == null ? Sessions.NONE : StateValues.sessions(value);
  }

  @Override
  public void eachSessions(BiConsumer<String, Sessions> each) {
    try (var all = sessions.all()) {
      while (all.hasNext()) {
        var next = all.next();
        each.accept(StateKeys.userOf(next.key), StateValues.sessions(next.value));
      }
    }
  }

  @Override
  public void pendingUntil(long dueAt, BiPredicate<PendingKey, PendingPush> visitor) {
    try (var due = pending.range(null, StateKeys.pendingAfter(dueAt))) {
      boolean more = true;
      while (more && due.hasNext()) {
        var next = due.next();
        more = visitor.test(StateKeys.pending(next.key), StateValues.pending(next.value));
      }
    }
  }

  @Override
  public long pendingSize() {
    return pending.approximateNumEntries(); // exact, as the store is in memory
  }

  /// Kept beside the store, because counting would read all of it.
  long openSessions() {
    return openSessions;
  }

  void put(Put put) {
    switch (put) {
      case Put.OfHead(var id, var head) -> heads.put(StateKeys.head(id), StateValues.head(head));
      case Put.OfInbox(var user, var id, var row) ->
          inbox.put(StateKeys.inbox(user, id), StateValues.inbox(row));
      case Put.OfSessions(var user, var open) -> put(user, open);
      case Put.OfPending(var key, var push) ->
          pending.put(StateKeys.pending(key), StateValues.pending(push));
      case Put.NoPending(var key) -> {
        var _ = pending.delete(StateKeys.pending(key));
      }
    }
  }

  private void put(String user, Sessions open) {
    openSessions += open.open().size() - sessions(user).open().size();
    var key = StateKeys.sessions(user);
    if (open.isEmpty()) {
      var _ = sessions.delete(key);
    } else {
      sessions.put(key, StateValues.sessions(open));
    }
  }
}

package io.viatra.chat.streams.router;

import java.util.List;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.BiPredicate;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;

/// Heads and rows that come out of the log, in a world without sockets and pushes: nobody is
/// reached, nothing is due. One thread.
final class FoldedState implements RouterState {
  private final KeyValueStore<Bytes, byte[]> heads;
  private final KeyValueStore<Bytes, byte[]> inbox;

  FoldedState(KeyValueStore<Bytes, byte[]> heads, KeyValueStore<Bytes, byte[]> inbox) {
    this.heads = heads;
    this.inbox = inbox;
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

  /// Of interest to those alone who have a socket.
  @Override
  public List<Inbox> inboxes(String userId, int max) {
    return List.of();
  }

  @Override
  public Sessions sessions(String userId) {
    return Sessions.NONE;
  }

  @Override
  public void eachSessions(BiConsumer<String, Sessions> each) {}

  @Override
  public void pendingUntil(long dueAt, BiPredicate<PendingKey, PendingPush> visitor) {}

  @Override
  public long pendingSize() {
    return 0;
  }

  void put(Put put) {
    switch (put) {
      case Put.OfHead(var id, var head) -> heads.put(StateKeys.head(id), StateValues.head(head));
      case Put.OfInbox(var user, var id, var row) ->
          inbox.put(StateKeys.inbox(user, id), StateValues.inbox(row));
      case Put.OfSessions _, Put.OfPending _, Put.NoPending _ -> {}
    }
  }
}

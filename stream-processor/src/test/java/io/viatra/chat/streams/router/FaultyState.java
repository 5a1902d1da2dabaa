package io.viatra.chat.streams.router;

import java.util.List;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.BiPredicate;

/// The rows as a wrong rule would see them: the true ones, but for what a subclass says.
class FaultyState implements RouterState {
  private final RouterState state;

  FaultyState(RouterState state) {
    this.state = state;
  }

  @Override
  public Head head(UUID conversationId) {
    return state.head(conversationId);
  }

  @Override
  public InboxRow inbox(String userId, UUID conversationId) {
    return state.inbox(userId, conversationId);
  }

  @Override
  public List<Inbox> inboxes(String userId, int max) {
    return state.inboxes(userId, max);
  }

  @Override
  public Sessions sessions(String userId) {
    return state.sessions(userId);
  }

  @Override
  public void eachSessions(BiConsumer<String, Sessions> each) {
    state.eachSessions(each);
  }

  @Override
  public void pendingUntil(long dueAt, BiPredicate<PendingKey, PendingPush> visitor) {
    state.pendingUntil(dueAt, visitor);
  }

  @Override
  public long pendingSize() {
    return state.pendingSize();
  }
}

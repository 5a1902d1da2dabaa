package io.viatra.chat.edge.typing;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;

/// A bus that a test listens in on, and that may bring everything back at once.
public final class FakeBus implements TypingBus {
  private final Set<UUID> watched = new LinkedHashSet<>();
  private Listener listener = (_, _, _) -> {};

  public Set<UUID> watched() {
    return watched;
  }

  public void bringBackTo(Listener hearer) {
    listener = hearer;
  }

  @Override
  public void started(UUID conversationId, String userId, Instant until) {
    listener.heard(conversationId, userId, until);
  }

  @Override
  public void stopped(UUID conversationId, String userId) {
    listener.heard(conversationId, userId, Instant.EPOCH);
  }

  @Override
  public void watch(UUID conversationId) {
    watched.add(conversationId);
  }

  @Override
  public void unwatch(UUID conversationId) {
    watched.remove(conversationId);
  }
}

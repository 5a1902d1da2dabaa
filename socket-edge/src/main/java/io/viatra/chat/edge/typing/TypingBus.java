package io.viatra.chat.edge.typing;

import java.time.Instant;
import java.util.UUID;

/// Tells all nodes, this one too. Never waits and never fails; what cannot be told is lost.
public interface TypingBus {
  /// Somebody types, until then unless heard of again.
  void started(UUID conversationId, String userId, Instant until);

  void stopped(UUID conversationId, String userId);

  /// From now on this node hears of that conversation: who types there already, then every change.
  void watch(UUID conversationId);

  void unwatch(UUID conversationId);

  /// Who listens.
  interface Listener {
    /// Somebody types until then; a time that has passed says that somebody stopped.
    void heard(UUID conversationId, String userId, Instant until);
  }
}

package io.viatra.chat.edge.presence;

import io.viatra.chat.runtime.lease.Sight;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/// The way to the other nodes. Nothing here waits and nothing fails; what cannot be done now is
/// done later.
public interface PresenceBus {
  /// A device of this node is there, until [#left].
  void came(String device, String userId);

  void left(String device, Instant at);

  /// All devices of this node are there still.
  void beat();

  /// What could not be done before may be possible now.
  void nudge();

  /// Asks how it stands with a user; the hearer gets the answer.
  void look(String userId);

  /// Tells all nodes that somebody was removed from a conversation. Lost while Redis is away.
  void removed(String userId, UUID conversationId);

  /// Who listens; on threads of the bus.
  interface Hearer {
    /// Something about a user has changed somewhere; whoever cares looks.
    void changed(String userId);

    /// Changes may have been missed.
    void missed();

    /// What there is to know of a user who was asked for.
    void seen(String userId, Sight sight, Instant at);

    /// There is no answer; to be asked again after the pause.
    void unseen(String userId, Instant at, Duration pause);

    void removed(String userId, UUID conversationId);
  }
}

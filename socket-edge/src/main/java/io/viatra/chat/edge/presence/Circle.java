package io.viatra.chat.edge.presence;

import io.viatra.chat.edge.session.Session;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// Whom somebody may know of: people with whom one shares a conversation. The read model's word,
/// asked in the user's own name. Both wait, but not for long.
public interface Circle {
  /// More ids are not asked for at once.
  int ASKED_MAX = 100;

  /// Those of the ids with whom the session's user shares a conversation, never the user.
  ///
  /// @param userIds at most [#ASKED_MAX]
  /// @return empty where nobody can say now
  Optional<Set<String>> among(Session session, Collection<String> userIds);

  /// The members of a conversation of the session's user; nobody, if it is none of the user's.
  ///
  /// @return empty where nobody can say now
  Optional<Set<String>> members(Session session, UUID conversationId);
}

package io.viatra.chat.edge.presence;

import io.viatra.chat.edge.session.Session;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/// A read model in memory that can be away.
public final class FakeCircle implements Circle {
  private final Map<UUID, Set<String>> conversations = new HashMap<>();
  private final List<String> asked = new ArrayList<>();
  private boolean away;

  public void conversation(UUID id, String... members) {
    conversations.put(id, new HashSet<>(List.of(members)));
  }

  public void remove(UUID id, String member) {
    conversations.getOrDefault(id, Set.of()).remove(member);
  }

  public void away(boolean now) {
    away = now;
  }

  /// What was asked, each once in its order.
  public List<String> asked() {
    return asked;
  }

  @Override
  public Optional<Set<String>> among(Session session, Collection<String> userIds) {
    asked.add("among " + session.userId() + " " + new TreeSet<>(userIds));
    if (away) {
      return Optional.empty();
    }
    Set<String> known = new HashSet<>();
    for (var members : conversations.values()) {
      if (members.contains(session.userId())) {
        known.addAll(members);
      }
    }
    known.retainAll(userIds);
    known.remove(session.userId());
    return Optional.of(known);
  }

  @Override
  public Optional<Set<String>> members(Session session, UUID conversationId) {
    asked.add("members " + session.userId());
    if (away) {
      return Optional.empty();
    }
    Set<String> members = conversations.getOrDefault(conversationId, Set.of());
    return Optional.of(members.contains(session.userId()) ? Set.copyOf(members) : Set.of());
  }
}

package io.viatra.chat.edge.typing;

import io.viatra.chat.edge.session.Session;
import io.viatra.chat.edge.session.User;
import io.viatra.chat.edge.socketio.EncodedEvent;
import io.viatra.chat.edge.wire.EventJson;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/// One conversation that sockets of this node have joined, and who types in it.
final class Room {
  /// More than fit any screen; further ones are not shown.
  static final int TYPERS_MAX = 50;

  private final UUID conversationId;
  private final Set<Session> joined = new LinkedHashSet<>();

  /// User to the time at which typing ends, in the order of starting.
  private final Map<String, Instant> typers = new LinkedHashMap<>();

  Room(UUID conversationId) {
    this.conversationId = conversationId;
  }

  /// A newcomer learns who types, if anybody does.
  synchronized void join(Session session, Instant now) {
    if (joined.add(session) && !typers.isEmpty()) {
      emit(List.of(session), now);
    }
  }

  synchronized void leave(Session session) {
    joined.remove(session);
  }

  synchronized void leaveAll(User user) {
    joined.removeIf(session -> session.user() == user);
  }

  synchronized boolean isEmpty() {
    return joined.isEmpty();
  }

  /// Somebody types until then, or has stopped if that has passed.
  synchronized void heard(String userId, Instant until, Instant now) {
    boolean changed;
    if (until.isAfter(now)) {
      changed = typers.containsKey(userId) || typers.size() < TYPERS_MAX;
      if (changed) {
        typers.put(userId, until);
      }
    } else {
      changed = typers.remove(userId) != null;
    }
    if (changed) {
      emit(others(Set.of(userId)), now);
    }
  }

  /// Drops those whose time is over, and tells.
  synchronized void sweep(Instant now) {
    var ended = new LinkedHashSet<String>();
    typers.forEach((user, until) -> {
      if (!until.isAfter(now)) {
        ended.add(user);
      }
    });
    if (!ended.isEmpty()) {
      typers.keySet().removeAll(ended);
      emit(others(ended), now);
    }
  }

  /// For a user who alone changed, nothing has changed.
  private List<Session> others(Set<String> changed) {
    return joined.stream()
        .filter(session -> changed.size() > 1 || !changed.contains(session.userId()))
        .toList();
  }

  /// Volatile: a socket that is behind gets a later list, which is whole again.
  private void emit(List<Session> sessions, Instant now) {
    Map<String, EncodedEvent> byAbsent = new HashMap<>();
    for (Session session : sessions) {
      String absent = typers.containsKey(session.userId()) ? session.userId() : "";
      session.socket().emitVolatile(byAbsent.computeIfAbsent(absent, user -> without(user, now)));
    }
  }

  private EncodedEvent without(String userId, Instant now) {
    var users = new ArrayList<>(typers.keySet());
    users.remove(userId);
    Instant last =
        users.stream()
            .map(user -> typers.getOrDefault(user, now))
            .max(Instant::compareTo)
            .orElse(now);
    return EncodedEvent.of("user_typing", EventJson.typing(conversationId, users, last));
  }
}

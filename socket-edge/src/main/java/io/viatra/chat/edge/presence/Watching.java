package io.viatra.chat.edge.presence;

import io.micrometer.core.instrument.Counter;
import io.viatra.chat.edge.session.Session;
import io.viatra.chat.runtime.lease.Sight;
import io.viatra.chat.runtime.metrics.Metrics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Who is watched at this node, and by which sockets.
final class Watching {
  /// Pairs of a socket and somebody it watches: about 100 MB. Beyond it nobody new is watched.
  static final int WATCHES_MAX = 500_000;

  private final Map<String, Watched> users = new ConcurrentHashMap<>();
  private final Map<Session, Watches> sessions = new ConcurrentHashMap<>();
  private final AtomicInteger pairs = new AtomicInteger();
  private final PresenceSettings settings;
  private final Consumer<String> look;
  private final Counter refused;

  /// @param look is told whom to ask about; must not wait
  Watching(PresenceSettings settings, Consumer<String> look, Metrics metrics) {
    this.settings = settings;
    this.look = look;
    this.refused =
        metrics.counter("chat.presence.refused", "watches beyond the bound of this node");
    metrics.gauge("chat.presence.watches", "pairs of a socket and somebody it watches", pairs::get);
    metrics.gauge("chat.presence.watched", "people whom sockets here watch", users::size);
  }

  void opened(Session session) {
    sessions.put(session, new Watches(session, this));
  }

  void gone(Session session) {
    Watches watches = sessions.remove(session);
    if (watches != null) {
      watches.end();
    }
  }

  /// Null once the socket has ended.
  @Nullable Watches of(Session session) {
    return sessions.get(session);
  }

  void each(BiConsumer<Session, Watches> action) {
    sessions.forEach(action);
  }

  /// The sockets that watch somebody.
  List<Session> watchers(String userId) {
    Watched watched = users.get(userId);
    return watched == null ? List.of() : watched.watchers();
  }

  /// @return false where there is no room
  boolean enter(Session session, String userId) {
    if (pairs.incrementAndGet() > WATCHES_MAX) {
      pairs.decrementAndGet();
      refused.increment();
      return false;
    }
    var first = new AtomicBoolean();
    users.compute(
        userId,
        (id, before) -> {
          Watched watched = before == null ? new Watched(id) : before;
          if (!watched.add(session)) {
            pairs.decrementAndGet();
          }
          first.set(before == null);
          return watched;
        });
    // Only now can the answer, which may come at once and on another thread, find the entry.
    if (first.get()) {
      look.accept(userId);
    }
    return true;
  }

  void leave(Session session, String userId) {
    users.computeIfPresent(
        userId,
        (_, watched) -> {
          if (watched.remove(session)) {
            pairs.decrementAndGet();
          }
          return watched.isEmpty() ? null : watched;
        });
  }

  /// Asks anew, if anybody cares.
  void look(String userId) {
    if (users.containsKey(userId)) {
      look.accept(userId);
    }
  }

  void lookAll() {
    users.keySet().forEach(look);
  }

  void seen(String userId, Sight sight, Instant at) {
    Watched watched = users.get(userId);
    if (watched != null) {
      watched.seen(sight, at, settings);
    }
  }

  void unseen(String userId, Instant at, Duration pause) {
    Watched watched = users.get(userId);
    if (watched != null) {
      watched.unseen(at, pause);
    }
  }

  /// Asks about those whose lease may have ended.
  void sweep(Instant now) {
    users.forEach((userId, watched) -> {
      if (watched.takeDue(now)) {
        look.accept(userId);
      }
    });
  }
}

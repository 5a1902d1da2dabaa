package io.viatra.chat.edge.presence;

import io.viatra.chat.edge.session.Session;
import io.viatra.chat.edge.socketio.EncodedEvent;
import io.viatra.chat.edge.wire.PresenceJson;
import io.viatra.chat.runtime.lease.Sight;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One user whom sockets of this node watch.
///
/// Nobody tells that a user went offline: each node that has watchers sees by itself that the lease
/// has ended, so it makes no difference whether the edge that had the user said goodbye or died.
final class Watched {
  private final String userId;
  private final Map<Session, Told> watchers = new HashMap<>();

  /// Null until Redis was asked for the first time.
  private @Nullable Sight sight;

  private boolean online;

  /// A lease that had not ended was gone without a trace, and that was believed once already.
  private boolean doubted;

  /// Whether some watcher was not told of the present state.
  private boolean behind;

  /// When Redis is to be asked again; null if it is being asked, or to be asked at once.
  private @Nullable Instant due;

  /// What a watcher knows.
  private enum Told {
    NOTHING,
    ONLINE,
    OFFLINE
  }

  Watched(String userId) {
    this.userId = userId;
  }

  /// @return whether that is a new watcher
  synchronized boolean add(Session session) {
    boolean added = watchers.putIfAbsent(session, Told.NOTHING) == null;
    if (added) {
      behind = true;
      settle();
    }
    return added;
  }

  synchronized boolean remove(Session session) {
    return watchers.remove(session) != null;
  }

  synchronized boolean isEmpty() {
    return watchers.isEmpty();
  }

  synchronized List<Session> watchers() {
    return List.copyOf(watchers.keySet());
  }

  /// What Redis says. Somebody online is there until the end of the lease, and is looked after
  /// then; news of somebody offline come over the channel, and looking again after a while finds
  /// what got lost there.
  ///
  /// @param settings how long to wait for the lease to come back when Redis has lost its memory:
  ///   one heartbeat of whichever node has the user
  synchronized void seen(Sight now, Instant at, PresenceSettings settings) {
    boolean forgotten = online && now.seenAt() == null;
    if (forgotten && !doubted) {
      doubted = true;
      due = at.plus(settings.heartbeat()).plus(settings.heartbeat().dividedBy(4));
      return;
    }
    doubted = false;
    boolean first = sight == null;
    boolean was = online;
    online = now.holds(at);
    sight = now.seenAt() == null && sight != null ? new Sight(now.until(), sight.seenAt()) : now;
    Instant until = now.until();
    due = online && until != null ? until : at.plus(settings.lease());
    if (first || was != online) {
      behind = true;
      settle();
    }
  }

  /// Redis did not answer: what is known stays.
  synchronized void unseen(Instant at, Duration pause) {
    due = at.plus(pause);
  }

  /// Whether Redis is to be asked now; it is then taken as asked.
  synchronized boolean takeDue(Instant now) {
    if (behind) {
      settle();
    }
    boolean isDue = due != null && !due.isAfter(now);
    if (isDue) {
      due = null;
    }
    return isDue;
  }

  /// Tells everybody who was not told yet. Volatile: a socket that is behind is told later, and
  /// only what holds then.
  private void settle() {
    Sight known = sight;
    if (known == null) {
      return;
    }
    Told state = online ? Told.ONLINE : Told.OFFLINE;
    EncodedEvent event = null;
    boolean all = true;
    for (var watcher : watchers.entrySet()) {
      if (watcher.getValue() == state) {
        continue;
      }
      if (event == null) {
        event = event(known);
      }
      if (watcher.getKey().socket().emitVolatile(event)) {
        watcher.setValue(state);
      } else {
        all = false;
      }
    }
    behind = !all;
  }

  private EncodedEvent event(Sight known) {
    return online
        ? EncodedEvent.of("user_online", PresenceJson.online(userId, known.seenAt()))
        : EncodedEvent.of("user_offline", PresenceJson.offline(userId, known.seenAt()));
  }
}

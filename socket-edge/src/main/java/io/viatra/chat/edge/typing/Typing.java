package io.viatra.chat.edge.typing;

import io.viatra.chat.edge.session.Session;
import io.viatra.chat.edge.session.Timer;
import io.viatra.chat.edge.session.User;
import io.viatra.chat.runtime.metrics.Metrics;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/// Joining and typing. Callers have checked membership.
public final class Typing implements TypingBus.Listener {
  /// promises.md, Semantics.
  static final Duration HOLDS = Duration.ofSeconds(15);

  /// More conversations than anybody has open; the one joined first is left.
  static final int JOINED_MAX = 100;

  private static final Duration SWEEP = Duration.ofSeconds(1);

  private final TypingBus bus;
  private final InstantSource clock;
  private final Map<UUID, Room> rooms = new ConcurrentHashMap<>();
  private final Map<Session, Places> places = new ConcurrentHashMap<>();

  /// Where one socket is, under its own lock.
  private static final class Places {
    private final Set<UUID> joined = new LinkedHashSet<>();
    private final Set<UUID> typing = new LinkedHashSet<>();
  }

  public Typing(TypingBus bus, InstantSource clock, Metrics metrics) {
    this.bus = bus;
    this.clock = clock;
    metrics.gauge("chat.typing.rooms", "conversations joined by a socket", rooms::size);
  }

  /// Begins to drop those whose time is over.
  public void start(Timer timer) {
    timer.every(SWEEP, this::sweep);
  }

  public void join(Session session, UUID conversationId) {
    UUID oldest = null;
    var here = places.computeIfAbsent(session, _ -> new Places());
    synchronized (here) {
      here.joined.add(conversationId);
      if (here.joined.size() > JOINED_MAX) {
        oldest = here.joined.iterator().next();
        here.joined.remove(oldest);
      }
    }
    rooms.compute(
        conversationId,
        (id, before) -> {
          var room = before == null ? new Room(id) : before;
          room.join(session, clock.instant());
          if (before == null) {
            bus.watch(id);
          }
          return room;
        });
    if (oldest != null) {
      leaveRoom(oldest, room -> room.leave(session));
    }
  }

  public void leave(Session session, UUID conversationId) {
    var here = places.get(session);
    if (here != null) {
      synchronized (here) {
        here.joined.remove(conversationId);
      }
      leaveRoom(conversationId, room -> room.leave(session));
    }
  }

  public void start(Session session, UUID conversationId) {
    var here = places.computeIfAbsent(session, _ -> new Places());
    synchronized (here) {
      if (here.typing.size() < JOINED_MAX) {
        here.typing.add(conversationId);
      }
    }
    bus.started(conversationId, session.userId(), clock.instant().plus(HOLDS));
  }

  public void stop(Session session, UUID conversationId) {
    var here = places.get(session);
    boolean typed = false;
    if (here != null) {
      synchronized (here) {
        typed = here.typing.remove(conversationId);
      }
    }
    if (typed) {
      bus.stopped(conversationId, session.userId());
    }
  }

  /// A message was sent: whoever typed has said it.
  public void said(Session session, UUID conversationId) {
    stop(session, conversationId);
  }

  /// The socket has ended: it left everywhere and types nowhere.
  public void gone(Session session) {
    var here = places.remove(session);
    if (here == null) {
      return;
    }
    List<UUID> joined;
    List<UUID> typing;
    synchronized (here) {
      joined = List.copyOf(here.joined);
      typing = List.copyOf(here.typing);
    }
    joined.forEach(id -> leaveRoom(id, room -> room.leave(session)));
    typing.forEach(id -> bus.stopped(id, session.userId()));
  }

  /// The user is no member any more.
  public void removed(User user, UUID conversationId) {
    leaveRoom(conversationId, room -> room.leaveAll(user));
  }

  @Override
  public void heard(UUID conversationId, String userId, Instant until) {
    var room = rooms.get(conversationId);
    if (room != null) {
      Instant now = clock.instant();
      Instant longest = now.plus(HOLDS);
      // Another node's clock may be ahead of ours, and Redis is nobody's private place.
      room.heard(userId, until.isAfter(longest) ? longest : until, now);
    }
  }

  void sweep() {
    Instant now = clock.instant();
    rooms.values().forEach(room -> room.sweep(now));
  }

  private void leaveRoom(UUID conversationId, Consumer<Room> leaving) {
    rooms.computeIfPresent(
        conversationId,
        (id, room) -> {
          leaving.accept(room);
          if (room.isEmpty()) {
            bus.unwatch(id);
            return null;
          }
          return room;
        });
  }
}

package io.viatra.chat.edge.presence;

import io.viatra.chat.edge.presence.Questions.Removal;
import io.viatra.chat.edge.session.Session;
import io.viatra.chat.edge.session.Timer;
import io.viatra.chat.edge.session.User;
import io.viatra.chat.runtime.lease.Sight;
import io.viatra.chat.runtime.metrics.Metrics;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/// Who is there, and who is told of it. What the rest of the edge calls.
public final class Presence implements PresenceBus.Hearer, AutoCloseable {
  /// The most ids in one `watch_presence`.
  public static final int IDS_MAX = Circle.ASKED_MAX;

  static final Duration SWEEP = Duration.ofMillis(500);

  /// Whoever is watched on an old ground is let go within this time at the latest.
  static final Duration CHECK = Duration.ofMinutes(5);

  private final PresenceSettings settings;
  private final PresenceBus bus;
  private final Questions questions;
  private final InstantSource clock;
  private final Watching watching;

  public Presence(
      PresenceSettings settings,
      PresenceBus bus,
      Circle circle,
      Timer timer,
      InstantSource clock,
      Metrics metrics) {
    this(settings, bus, Questions.open(circle, timer, metrics), clock, metrics);
  }

  Presence(
      PresenceSettings settings,
      PresenceBus bus,
      Questions questions,
      InstantSource clock,
      Metrics metrics) {
    this.settings = settings;
    this.bus = bus;
    this.questions = questions;
    this.clock = clock;
    this.watching = new Watching(settings, bus::look, metrics);
  }

  /// Begins to renew leases, to look after those of others, and to check who may still watch.
  public void start(Timer timer) {
    timer.every(settings.heartbeat(), bus::beat);
    timer.every(SWEEP, this::sweep);
    timer.every(CHECK, this::check);
  }

  /// A socket is there, and with it its user.
  public void opened(Session session) {
    watching.opened(session);
    bus.came(session.sid(), session.userId());
  }

  /// The socket has ended. Its user is shown as offline after the grace, unless another device is
  /// there or comes.
  public void gone(Session session) {
    watching.gone(session);
    bus.left(session.sid(), clock.instant());
  }

  /// Watches those of the people named whom the user may know of, besides those watched already;
  /// the others are passed over. Waits for the read model.
  ///
  /// @return false where nobody can say now who that is, or the node has no room
  public boolean watch(Session session, Collection<String> userIds) {
    var allowed = questions.among(session, userIds);
    if (allowed.isEmpty()) {
      return false;
    }
    Watches watches = watching.of(session);
    return watches == null || watches.name(allowed.get());
  }

  /// Watches the members of a conversation, a moment later. Callers have checked membership.
  public void joined(Session session, UUID conversationId) {
    Watches watches = watching.of(session);
    if (watches != null) {
      watches.join(conversationId);
      questions.members(
          session, conversationId, members -> watches.members(conversationId, members));
    }
  }

  public void left(Session session, UUID conversationId) {
    Watches watches = watching.of(session);
    if (watches != null) {
      watches.leave(conversationId);
    }
  }

  /// The user is no member any more: what was watched on that ground ends at once, in both
  /// directions and on all nodes, and what may go on on another ground begins again when the read
  /// model says so. The mailbox's thread.
  public void removed(User user, UUID conversationId) {
    removed(user.id(), conversationId);
    bus.removed(user.id(), conversationId);
  }

  @Override
  public void removed(String userId, UUID conversationId) {
    var removal = new Removal(userId, conversationId);
    watching.each((session, watches) -> {
      if (session.userId().equals(userId)) {
        watches.leave(conversationId);
        regain(session, watches, watches.withdrawAll(), removal);
      }
    });
    for (Session session : watching.watchers(userId)) {
      Watches watches = watching.of(session);
      if (watches != null && watches.withdraw(userId, conversationId)) {
        regain(session, watches, List.of(userId), removal);
      }
    }
  }

  private void regain(
      Session session, Watches watches, Collection<String> userIds, Removal removal) {
    if (!userIds.isEmpty()) {
      questions.amongWithout(session, userIds, removal, watches::name);
    }
  }

  @Override
  public void changed(String userId) {
    watching.look(userId);
  }

  @Override
  public void missed() {
    watching.lookAll();
  }

  @Override
  public void seen(String userId, Sight sight, Instant at) {
    watching.seen(userId, sight, at);
  }

  @Override
  public void unseen(String userId, Instant at, Duration pause) {
    watching.unseen(userId, at, pause);
  }

  @Override
  public void close() {
    questions.close();
  }

  void sweep() {
    watching.sweep(clock.instant());
    bus.nudge();
  }

  /// Membership changes of which this node heard nothing: a removal of somebody who was nowhere
  /// connected, or one while Redis was away; members who came.
  void check() {
    watching.each((session, watches) -> {
      List<String> named = watches.named();
      if (!named.isEmpty()) {
        questions.among(session, named, allowed -> watches.keep(named, allowed));
      }
      for (UUID id : watches.joined()) {
        questions.members(session, id, members -> watches.members(id, members));
      }
    });
  }
}

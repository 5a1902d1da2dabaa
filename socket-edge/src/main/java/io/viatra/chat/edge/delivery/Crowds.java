package io.viatra.chat.edge.delivery;

import io.viatra.chat.edge.delivery.Waiters.Place;
import io.viatra.chat.edge.session.Sessions;
import io.viatra.chat.edge.session.Standing;
import io.viatra.chat.edge.session.User;
import io.viatra.chat.runtime.metrics.Metrics;
import io.viatra.chat.schemas.delivery.CrowdRecord;
import io.viatra.chat.schemas.mailbox.ConversationState;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Queue;
import java.util.SequencedMap;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Brings what happens in crowds to those of this node's users who are in them, each in the order
/// of `ver`.
///
/// A crowd's events come by two ways, and neither waits for the other: the crowd topic has what all
/// see, the mailbox what came before the conversation was a crowd, or comes after, or is about one
/// member. So an event goes only to those whom it follows; for the others it is kept, and goes when
/// the way that is behind has caught up. Who gets nothing for thirty seconds and waits ([Waiters])
/// has a hole: it is announced, and the rest goes out.
///
/// Bounds: [#CROWDS_MAX] conversations followed, the least recently spoken in is let go and met
/// again with its next event; [#KEPT_MAX] events of [#KEPT_BYTES_MAX] together, the oldest go
/// first, and who would have needed one has a hole; those of [Waiters], where the one who has stood
/// still for longest is told of a hole before time.
///
/// In the turn of delivery ([Turn]).
public final class Crowds {
  static final int CROWDS_MAX = 10_000;
  static final int KEPT_MAX = 20_000;
  static final long KEPT_BYTES_MAX = 32 << 20;

  private final Sessions sessions;
  private final Handover handover;
  private final Waiters waiters;

  /// In the order in which they were last spoken in.
  private final SequencedMap<UUID, Crowd> crowds = new LinkedHashMap<>();

  private final Queue<Kept> kept = new ArrayDeque<>();
  private long keptBytes;
  private volatile Levels levels = new Levels(0, 0, 0);

  /// For metrics, which are read outside of the turn.
  private record Levels(int followed, long keptBytes, int waiting) {}

  private record Kept(UUID conversationId, long ver, int bytes) {}

  /// @param nanos as [System#nanoTime]
  public Crowds(Sessions sessions, Handover handover, Metrics metrics, LongSupplier nanos) {
    this(sessions, handover, metrics, new Waiters(nanos));
  }

  Crowds(Sessions sessions, Handover handover, Metrics metrics, Waiters waiters) {
    this.sessions = sessions;
    this.handover = handover;
    this.waiters = waiters;
    metrics.gauge("chat.crowds", "crowds that this node follows", () -> levels.followed);
    metrics.gauge(
        "chat.crowds.kept.bytes", "crowd records kept for who lags", () -> levels.keptBytes);
    metrics.gauge(
        "chat.crowds.waiting", "users who wait for an earlier event", () -> levels.waiting);
  }

  /// Something happened in a crowd.
  ///
  /// @param bytes of the record, for what is kept
  /// @return how many sockets got it at once
  int happened(CrowdRecord record, int bytes) {
    var event = Crowd.Event.of(record);
    var id = event.shown().conversationId();
    long ver = event.shown().ver();
    var crowd = crowds.computeIfAbsent(id, this::follow);
    crowds.putLast(id, crowd);
    crowd.keep(event);
    keep(new Kept(id, ver, bytes));
    var gone = event.gone() == null ? null : sessions.user(event.gone());
    if (gone != null) {
      // At once, whatever this user has yet to get: the mailbox says so too, but may be late.
      handover.remove(gone, id, ver);
      crowd.members().remove(gone);
    }
    int reached = 0;
    for (var members = crowd.members().iterator(); members.hasNext(); ) {
      var user = members.next();
      if (sessions.user(user.id()) != user || user.standings().of(id) == null) {
        members.remove();
      } else {
        reached += advance(user, id, crowd);
      }
    }
    bound();
    return reached;
  }

  private Crowd follow(UUID id) {
    var crowd = new Crowd();
    sessions.eachUser(user -> {
      if (user.standings().of(id) != null) {
        crowd.members().add(user);
      }
    });
    return crowd;
  }

  /// Whether a snapshot is of a membership that is over: the router has yet to hear of its end, or
  /// to hear again after a crash.
  boolean isOver(String user, ConversationState state) {
    var crowd = crowds.get(state.conversationId());
    var since = state.memberSince();
    return crowd != null && since != null && crowd.hasLeft(user, since);
  }

  /// The mailbox said where a conversation stands for a user, or brought an event of it.
  void met(User user, UUID id) {
    var crowd = crowds.get(id);
    if (crowd != null) {
      crowd.members().add(user);
    }
    if (crowd != null || waiters.has(new Place(user, id))) {
      advance(user, id, crowd);
      bound();
    }
  }

  /// Takes an event of the mailbox that does not follow what the user had, if the crowd topic may
  /// bring what lies between.
  ///
  /// @param ofCrowd whether it says itself that the conversation is a crowd, or was until now
  /// @return whether it is taken, and goes out later
  boolean takesEarly(User user, Shown shown, boolean ofCrowd) {
    var place = new Place(user, shown.conversationId());
    var standing = user.standings().of(shown.conversationId());
    boolean crowd = ofCrowd || crowds.containsKey(shown.conversationId()) || waiters.has(place);
    if (standing == null
        || standing.ver() == 0
        || shown.ver() <= standing.ver() + 1
        || !user.receives()
        || !crowd) {
      return false;
    }
    waiters.keep(place, standing.ver(), shown);
    bound();
    return true;
  }

  /// Gives up on holes that nobody has filled in time.
  public void tick() {
    for (var late = waiters.overdue(); late != null; late = waiters.overdue()) {
      force(late);
    }
    bound();
  }

  /// @return how many sockets got something
  private int advance(User user, UUID id, @Nullable Crowd crowd) {
    int reached = 0;
    var place = new Place(user, id);
    while (user.receives()) {
      var standing = user.standings().of(id);
      var next = standing == null ? null : next(place, standing, crowd);
      if (standing == null || next == null) {
        if (standing == null || isAbreast(place, standing, crowd)) {
          waiters.done(place);
        } else {
          waiters.wait(place, standing.ver());
        }
        break;
      }
      reached += give(user, next, standing);
      if (!hasMoved(user, id, standing)) {
        // Of a membership that is over; the new one begins behind it.
        waiters.done(place);
        break;
      }
    }
    return reached;
  }

  private int give(User user, Crowd.Event event, Standing standing) {
    if (user.id().equals(event.gone())) {
      handover.remove(user, event.shown().conversationId(), event.shown().ver());
      return 0;
    }
    return handover.give(user, event.to(standing));
  }

  private Crowd.@Nullable Event next(Place place, Standing standing, @Nullable Crowd crowd) {
    var event = crowd == null ? null : crowd.next(standing);
    if (event != null && event.shown().ver() > standing.ver()) {
      return event;
    }
    var early = waiters.above(place, standing.ver());
    return early == null || early.ver() > standing.ver() + 1
        ? null
        : new Crowd.Event(early, null, null);
  }

  private boolean isAbreast(Place place, Standing standing, @Nullable Crowd crowd) {
    return (crowd == null || crowd.newest() <= standing.ver())
        && waiters.above(place, standing.ver()) == null;
  }

  /// The hole stays: what lies behind it goes out, and the user is told.
  private void force(Place place) {
    var crowd = crowds.get(place.conversationId());
    var standing = place.user().standings().of(place.conversationId());
    if (standing == null || !place.user().receives()) {
      waiters.done(place);
      return;
    }
    var event = crowd == null ? null : crowd.above(standing.ver());
    var early = waiters.above(place, standing.ver());
    if (event != null && (early == null || event.shown().ver() <= early.ver())) {
      var _ = give(place.user(), event, standing);
    } else if (early != null) {
      var _ = handover.give(place.user(), early);
    } else if (crowd != null && crowd.newest() > standing.ver()) {
      // Nothing is kept of what is missing, and nothing more may come that would show the hole.
      var _ = place.user().delivered(place.conversationId(), crowd.newest(), 0);
      place.user().emit(Barrier.resync(place.conversationId()));
    } else {
      waiters.done(place);
      return;
    }
    if (hasMoved(place.user(), place.conversationId(), standing)) {
      advance(place.user(), place.conversationId(), crowd);
    } else {
      waiters.done(place);
    }
  }

  private static boolean hasMoved(User user, UUID id, Standing before) {
    var standing = user.standings().of(id);
    return standing == null || standing.ver() > before.ver();
  }

  private void keep(Kept event) {
    kept.add(event);
    keptBytes += event.bytes;
    while (kept.size() > KEPT_MAX || keptBytes > KEPT_BYTES_MAX) {
      var oldest = kept.remove();
      keptBytes -= oldest.bytes;
      var crowd = crowds.get(oldest.conversationId);
      if (crowd != null) {
        crowd.forget(oldest.ver);
      }
    }
  }

  private void bound() {
    for (var place = waiters.surplus(); place != null; place = waiters.surplus()) {
      while (waiters.has(place)) {
        force(place);
      }
    }
    if (crowds.size() > CROWDS_MAX) {
      var _ = crowds.pollFirstEntry();
    }
    levels = new Levels(crowds.size(), keptBytes, waiters.size());
  }
}

package io.viatra.chat.edge.delivery;

import io.viatra.chat.edge.session.User;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Users who wait for an event of a crowd that comes before what is there already, and what the
/// mailbox brought them too early.
///
/// Patience is with a standstill, not with a wait: on a busy node somebody can be a little behind
/// for minutes and miss nothing, so it begins anew with each step.
///
/// Bounds: [#WAITING_MAX] users, [#EARLY_MAX] events of theirs together, of about 100 bytes each;
/// what these hold is shared by all who wait for the same.
///
/// In the turn of delivery ([Turn]).
final class Waiters {
  static final int WAITING_MAX = 10_000;
  static final int EARLY_MAX = 100_000;

  /// More than a router takes to come back: 10 to 17 s on two cores (`make failover`).
  static final long PATIENCE_NANOS = 30_000_000_000L;

  /// In the order in which they came to stand still.
  private final SequencedMap<Place, Waiting> waiting = new LinkedHashMap<>();

  private final LongSupplier nanos;
  private final int waitingMax;
  private final int earlyMax;
  private int earlyEvents;

  record Place(User user, UUID conversationId) {}

  /// @param ver what the user had by then
  private record Waiting(long since, long ver, TreeMap<Long, Shown> early) {}

  /// @param nanos as [System#nanoTime]
  Waiters(LongSupplier nanos) {
    this(nanos, WAITING_MAX, EARLY_MAX);
  }

  Waiters(LongSupplier nanos, int waitingMax, int earlyMax) {
    this.nanos = nanos;
    this.waitingMax = waitingMax;
    this.earlyMax = earlyMax;
  }

  int size() {
    return waiting.size();
  }

  boolean has(Place place) {
    return waiting.containsKey(place);
  }

  /// The user waits, and has everything up to `ver`.
  void wait(Place place, long ver) {
    var before = waiting.get(place);
    if (before == null) {
      waiting.put(place, new Waiting(nanos.getAsLong(), ver, new TreeMap<>()));
    } else if (before.ver < ver) {
      var past = before.early.headMap(ver, true);
      earlyEvents -= past.size();
      past.clear();
      waiting.putLast(place, new Waiting(nanos.getAsLong(), ver, before.early));
    }
  }

  /// The user, who has everything up to `ver`, waits with an event that comes later.
  void keep(Place place, long ver, Shown early) {
    wait(place, ver);
    var waits = waiting.get(place);
    if (waits != null && waits.early.putIfAbsent(early.ver(), early) == null) {
      earlyEvents++;
    }
  }

  /// The first kept event above a version.
  @Nullable Shown above(Place place, long ver) {
    var waits = waiting.get(place);
    var early = waits == null ? null : waits.early.higherEntry(ver);
    return early == null ? null : early.getValue();
  }

  void done(Place place) {
    var waits = waiting.remove(place);
    if (waits != null) {
      earlyEvents -= waits.early.size();
    }
  }

  /// Who has stood still for longest, if that is too long.
  @Nullable Place overdue() {
    var eldest = waiting.firstEntry();
    return eldest == null || nanos.getAsLong() - eldest.getValue().since < PATIENCE_NANOS
        ? null
        : eldest.getKey();
  }

  /// Who has stood still for longest, if too much is kept.
  @Nullable Place surplus() {
    boolean tooMuch = waiting.size() > waitingMax || earlyEvents > earlyMax;
    var eldest = tooMuch ? waiting.firstEntry() : null;
    return eldest == null ? null : eldest.getKey();
  }
}

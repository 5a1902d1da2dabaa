package io.viatra.chat.standalone.audit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Decides what of one pass is different. A running system is never read at one moment, so what
/// differs is looked at again until it is equal, or has been the same for [#STILL] looks while
/// whoever writes the place had read everything; or until the waiting is over. Each place by
/// itself: that all of them hold the same message of a busy conversation at one look is rare.
///
/// Remembers a few numbers for each conversation that differs, not the differences, which are as
/// many as there are rows where a store was lost.
final class Looks {
  /// The looks are a second apart; counts of unread are written 200 ms later than all else.
  static final int STILL = 3;

  private final long waitNanos;
  private final LongSupplier nanos;
  private final BiConsumer<Verdict, Difference> judged;

  /// Of each look, what the log was read to: one a second, as long as is waited.
  private final List<Standpoint> standpoints = new ArrayList<>();

  private final Map<UUID, Suspect> suspects = new HashMap<>();
  private Standpoint reached = new Standpoint(Map.of(), Map.of());
  private long deadline;
  private boolean last;

  /// @param differences their hash
  /// @param since the first look at which they were just these
  /// @param places that have differed at each look so far
  private record Suspect(int differences, int since, Set<Place> places) {}

  /// @param nanos the clock
  /// @param judged gets each difference once
  Looks(Duration wait, LongSupplier nanos, BiConsumer<Verdict, Difference> judged) {
    waitNanos = wait.toNanos();
    this.nanos = nanos;
    this.judged = judged;
  }

  /// Another look begins.
  ///
  /// @param reachedBefore how far sink and router were before anything of this look was read
  /// @param read what the log has been read to
  void begin(Standpoint reachedBefore, Standpoint read) {
    reached = reachedBefore;
    standpoints.add(read);
    last = standpoints.size() > STILL && nanos.getAsLong() - deadline > 0;
  }

  /// What differs of one conversation now.
  void see(UUID id, List<Difference> now) {
    @Nullable Suspect before = suspects.get(id);
    var differences =
        before == null
            ? now
            : now.stream().filter(each -> before.places.contains(each.place())).toList();
    if (differences.isEmpty()) {
      suspects.remove(id);
      return;
    }
    int hash = differences.hashCode();
    int look = standpoints.size() - 1;
    int since = before != null && before.differences == hash ? before.since : look;
    boolean still = look - since + 1 >= STILL;
    var then = standpoints.get(since);
    boolean behind = differences.stream().anyMatch(each -> reached.isBehind(then, each));
    if (last || (still && !behind)) {
      suspects.remove(id);
      differences.forEach(each -> judged.accept(verdict(each, then, still), each));
    } else {
      suspects.put(id, new Suspect(hash, since, places(differences)));
    }
  }

  private static Set<Place> places(List<Difference> differences) {
    var places = EnumSet.noneOf(Place.class);
    differences.forEach(each -> places.add(each.place()));
    return places;
  }

  private Verdict verdict(Difference difference, Standpoint then, boolean still) {
    if (reached.isBehind(then, difference)) {
      return Verdict.BEHIND;
    }
    return still ? Verdict.DIFFERENT : Verdict.UNSETTLED;
  }

  /// The look is over; from the first one's end on it is waited.
  void end() {
    if (standpoints.size() == 1) {
      deadline = nanos.getAsLong() + waitNanos;
    }
  }

  /// Whom to look at again; nobody if all is judged. A copy.
  Set<UUID> suspects() {
    return Set.copyOf(suspects.keySet());
  }
}

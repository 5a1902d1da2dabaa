package io.viatra.chat.edge.delivery;

import io.viatra.chat.edge.session.Standing;
import io.viatra.chat.edge.session.User;
import io.viatra.chat.schemas.delivery.CrowdRecord;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// One conversation above the fan-out limit, as far as this node follows it: which of the node's
/// users are in it, and what happened last. In the turn of delivery.
final class Crowd {
  /// A router that was killed may not know of what happened in its last second, and knows of it
  /// again soon: nobody has to remember more.
  static final int GONE_MAX = 1_000;

  private final Set<User> members = new HashSet<>();
  private final TreeMap<Long, Event> recent = new TreeMap<>();

  /// Who left, and as of which event.
  private final Map<String, Long> gone =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
          return size() > GONE_MAX;
        }
      };

  /// The newest that came, whether it is kept still or not.
  private long newest;

  /// @param others for who may not see the message that it is about; null where everybody may
  /// @param gone who is no member any more; null where nobody left
  record Event(Shown shown, @Nullable Shown others, @Nullable String gone) {
    static Event of(CrowdRecord record) {
      var others = record.others();
      return new Event(
          Shown.ofCrowd(record.delivery()),
          others == null ? null : Shown.ofCrowd(others),
          record.gone());
    }

    Shown to(Standing standing) {
      return others == null || shown.about() > standing.joinedSeq() ? shown : others;
    }
  }

  /// Those who have been seen in it. Who left, or has no socket here any more, may be among them.
  Set<User> members() {
    return members;
  }

  long newest() {
    return newest;
  }

  void keep(Event event) {
    recent.putIfAbsent(event.shown().ver(), event);
    newest = Math.max(newest, event.shown().ver());
    if (event.gone() != null) {
      gone.merge(event.gone(), event.shown().ver(), Math::max);
    }
  }

  /// Whether a membership that began with an event has ended since.
  boolean hasLeft(String user, long since) {
    return gone.getOrDefault(user, 0L) > since;
  }

  void forget(long ver) {
    recent.remove(ver);
  }

  /// What comes next for somebody; null where it has not come, or is kept no longer.
  @Nullable Event next(Standing standing) {
    return recent.get(standing.ver() == 0 ? newest : standing.ver() + 1);
  }

  /// The first that is kept above a version.
  @Nullable Event above(long ver) {
    var entry = recent.higherEntry(ver);
    return entry == null ? null : entry.getValue();
  }
}

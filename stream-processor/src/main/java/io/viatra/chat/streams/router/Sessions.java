package io.viatra.chat.streams.router;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// One user's open sockets, oldest first. Immutable.
record Sessions(List<Session> open) {
  /// An edge closes the oldest socket of a user who opens an eleventh; while that is under way, and
  /// across several edges, there may be a few more. Beyond this the oldest is forgotten: its edge
  /// closes it anyway.
  static final int OPEN_MAX = 16;

  static final Sessions NONE = new Sessions(List.of());

  Sessions {
    open = List.copyOf(open);
  }

  boolean isEmpty() {
    return open.isEmpty();
  }

  /// With one more; one of the same `sid` is replaced, so that a replay adds nothing.
  Sessions with(Session session) {
    var others = without(session.sid()).open;
    int excess = Math.max(0, others.size() + 1 - OPEN_MAX);
    return new Sessions(Stream.concat(others.stream().skip(excess), Stream.of(session)).toList());
  }

  Sessions without(String sid) {
    return only(session -> !session.sid().equals(sid));
  }

  /// Itself where all pass.
  Sessions only(Predicate<Session> keep) {
    return open.stream().allMatch(keep) ? this : new Sessions(open.stream().filter(keep).toList());
  }
}

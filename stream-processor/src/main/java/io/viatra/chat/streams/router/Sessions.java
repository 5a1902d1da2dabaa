package io.viatra.chat.streams.router;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// One user's open sockets, oldest first. Immutable.
record Sessions(List<Session> open) {
  /// On all edges together. An edge closes the oldest socket of a user who opens an eleventh there;
  /// beyond this bound the router has one closed, wherever it is.
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
    return new Sessions(Stream.concat(others.stream(), Stream.of(session)).toList());
  }

  /// Those that are too many: first whoever has probably nobody at the other end, then the oldest.
  List<Session> excess(Predicate<Session> isLive) {
    return Stream.concat(open.stream().filter(isLive.negate()), open.stream().filter(isLive))
        .limit(Math.max(0, open.size() - OPEN_MAX))
        .toList();
  }

  Sessions without(String sid) {
    return only(session -> !session.sid().equals(sid));
  }

  /// Itself where all pass.
  Sessions only(Predicate<Session> keep) {
    return open.stream().allMatch(keep) ? this : new Sessions(open.stream().filter(keep).toList());
  }
}

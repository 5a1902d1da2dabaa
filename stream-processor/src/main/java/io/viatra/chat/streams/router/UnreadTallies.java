package io.viatra.chat.streams.router;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/// The unread of those who have a socket, added up, so that a message need not read all of a
/// recipient's rows to tell the new total.
///
/// A tally is counted from the stores when its user connects or is first needed after a restart,
/// then each conversation that changes is counted again and replaced: never incremented. It is
/// dropped with the last session, so there are no more tallies than users with sessions, and each
/// holds only conversations with something unread.
///
/// The task's thread only; derived, so a crash loses nothing.
final class UnreadTallies {
  /// Rows that one user's counting looks at. Who has more has a total over the first of them.
  static final int ROWS_MAX = 10_000;

  private final RouterState state;
  private final Map<String, Tally> tallies = new HashMap<>();

  /// @param muted counted for its conversation, left out of the total
  private record Count(long unread, boolean muted) {}

  /// One user's counts; absent is zero.
  static final class Tally {
    private final Map<UUID, Count> counts = new HashMap<>();
    private long total;

    long total() {
      return total;
    }

    /// @return whether the conversation's count is another one than before
    boolean replace(UUID conversationId, long unread, boolean muted) {
      var before =
          unread == 0
              ? counts.remove(conversationId)
              : counts.put(conversationId, new Count(unread, muted));
      if (before != null && !before.muted) {
        total -= before.unread;
      }
      if (!muted) {
        total += unread;
      }
      return unread != (before == null ? 0 : before.unread);
    }
  }

  UnreadTallies(RouterState state) {
    this.state = state;
  }

  /// The tally of a user with a session, kept from now on. It must be asked for before the decision
  /// that changes a count is carried out, which is always so: rules decide first.
  Tally of(String userId, long now) {
    return tallies.computeIfAbsent(userId, user -> count(user, now));
  }

  /// The total of anybody, without keeping anything.
  long total(String userId, long now) {
    var kept = tallies.get(userId);
    return (kept == null ? count(userId, now) : kept).total();
  }

  void drop(String userId) {
    tallies.remove(userId);
  }

  int size() {
    return tallies.size();
  }

  private Tally count(String userId, long now) {
    var tally = new Tally();
    for (var inbox : state.inboxes(userId, ROWS_MAX)) {
      var row = inbox.row();
      if (row.member()) {
        long unread = row.unread(state.head(inbox.conversationId()));
        tally.replace(inbox.conversationId(), unread, row.muted(now));
      }
    }
    return tally;
  }
}

package io.viatra.chat.streams.router;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/// The unread of those who have a socket, added up, so that a message need not read all of a
/// recipient's rows to tell the new total.
///
/// A tally is counted from the stores when its user connects or is first needed after a restart,
/// then each conversation that changes is counted again and replaced: never incremented. Crowds, of
/// whose messages no user is told, are counted again each time the tally is asked for. It is
/// dropped with the last session, so there are no more tallies than users with sessions, and each
/// holds only conversations with something unread.
///
/// The task's thread only; derived, so a crash loses nothing.
final class UnreadTallies {
  /// Rows that one user's counting looks at. Who has more has a total over the first of them.
  static final int ROWS_MAX = 10_000;

  /// Crowds that one user's total looks at. Who is in more has the others in it as they were when
  /// that user last acted there.
  static final int CROWDS_MAX = 100;

  private final RouterState state;
  private final Map<String, Tally> tallies = new HashMap<>();

  /// @param mutedUntil until then counted for its conversation and left out of the total
  private record Count(long unread, long mutedUntil) {
    boolean muted(long now) {
      return mutedUntil > now;
    }
  }

  /// One user's counts; absent is zero.
  static final class Tally {
    private final Map<UUID, Count> counts = new HashMap<>();

    /// Those of `counts` that are not in `total`. Few people mute much, so the look whether a mute
    /// has ended is cheap.
    private final Set<UUID> muted = new HashSet<>();

    private final Set<UUID> crowds = new HashSet<>();

    private long total;

    long total(long now) {
      muted.removeIf(id -> {
        var count = counts.get(id);
        boolean ended = count == null || !count.muted(now);
        total += ended && count != null ? count.unread : 0;
        return ended;
      });
      return total;
    }

    /// The conversation is a crowd and the user in it.
    void joins(UUID conversationId) {
      if (crowds.size() < CROWDS_MAX) {
        crowds.add(conversationId);
      }
    }

    /// @return whether the conversation's count, or the total, is another one than was told; of a
    ///   crowd nobody is told each
    boolean replace(UUID conversationId, long unread, long mutedUntil, long now) {
      long totalBefore = total(now);
      var after = new Count(unread, mutedUntil);
      var before = unread == 0 ? counts.remove(conversationId) : counts.put(conversationId, after);
      if (before != null && !muted.remove(conversationId)) {
        total -= before.unread;
      }
      if (unread > 0 && after.muted(now)) {
        muted.add(conversationId);
      } else {
        total += unread;
      }
      return crowds.contains(conversationId)
          || unread != (before == null ? 0 : before.unread)
          || total != totalBefore;
    }
  }

  UnreadTallies(RouterState state) {
    this.state = state;
  }

  /// The tally of a user with a session, kept from now on. It must be asked for before the decision
  /// that changes a count is carried out, which is always so: rules decide first.
  Tally of(String userId, long now) {
    var tally = tallies.computeIfAbsent(userId, user -> count(user, now));
    tally.crowds.removeIf(id -> {
      var head = state.head(id);
      var row = state.inbox(userId, id);
      tally.replace(id, row.unread(head), row.mute().until(), now);
      return !head.crowd() || !row.member();
    });
    return tally;
  }

  /// A conversation has become a crowd; rare, so that everybody who has a tally is looked at.
  void outgrown(UUID conversationId) {
    tallies.forEach((user, tally) -> {
      if (state.inbox(user, conversationId).member()) {
        tally.joins(conversationId);
      }
    });
  }

  /// The total of anybody, without keeping anything.
  long total(String userId, long now) {
    return (tallies.containsKey(userId) ? of(userId, now) : count(userId, now)).total(now);
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
        var head = state.head(inbox.conversationId());
        tally.replace(inbox.conversationId(), row.unread(head), row.mute().until(), now);
        if (head.crowd()) {
          tally.joins(inbox.conversationId());
        }
      }
    }
    return tally;
  }
}

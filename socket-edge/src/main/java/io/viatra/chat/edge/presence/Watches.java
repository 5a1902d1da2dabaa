package io.viatra.chat.edge.presence;

import io.viatra.chat.edge.session.Session;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/// Whom one socket watches, and on what ground: named by the client, or a member of a conversation
/// that it has joined. Callers have checked that they may be known of.
///
/// Its lock is held while sockets are entered and taken out at [Watching], never the other way
/// round.
final class Watches {
  /// More than fit any list on a screen; the one named first is let go.
  static final int NAMED_MAX = 500;

  /// More conversations than anybody looks at; the one joined first is let go.
  static final int JOINED_MAX = 10;

  /// As many as a group has.
  static final int MEMBERS_MAX = 256;

  private final Session session;
  private final Watching watching;
  private final Set<String> named = new LinkedHashSet<>();
  private final Map<UUID, Set<String>> joined = new LinkedHashMap<>();

  /// Those who are entered at the node.
  private final Set<String> entered = new HashSet<>();

  private boolean ended;

  Watches(Session session, Watching watching) {
    this.session = session;
    this.watching = watching;
  }

  /// @return whether all of them are watched now
  synchronized boolean name(Collection<String> userIds) {
    userIds.forEach(id -> {
      named.remove(id);
      named.add(id);
    });
    var oldest = named.iterator();
    for (int over = named.size() - NAMED_MAX; over > 0; over--) {
      oldest.next();
      oldest.remove();
    }
    return align();
  }

  /// From now on [#members] counts.
  synchronized void join(UUID conversationId) {
    if (joined.putIfAbsent(conversationId, new HashSet<>()) == null && joined.size() > JOINED_MAX) {
      joined.remove(joined.keySet().iterator().next());
      align();
    }
  }

  /// Of a conversation that was left meanwhile it changes nothing.
  synchronized void members(UUID conversationId, Collection<String> userIds) {
    Set<String> some = new HashSet<>();
    userIds.stream().limit(MEMBERS_MAX).forEach(some::add);
    if (joined.computeIfPresent(conversationId, (_, _) -> some) != null) {
      align();
    }
  }

  synchronized void leave(UUID conversationId) {
    if (joined.remove(conversationId) != null) {
      align();
    }
  }

  /// Lets go of all that were named; for when it is to be found out anew who of them may stay.
  ///
  /// @return those
  synchronized List<String> withdrawAll() {
    List<String> taken = List.copyOf(named);
    named.clear();
    align();
    return taken;
  }

  /// Lets go of somebody who is no member of that conversation any more.
  ///
  /// @return whether the user was named too, which may still be right on another ground
  synchronized boolean withdraw(String userId, UUID conversationId) {
    var members = joined.get(conversationId);
    if (members != null) {
      members.remove(userId);
    }
    boolean taken = named.remove(userId);
    align();
    return taken;
  }

  /// Keeps of those who were asked about the ones who may stay.
  synchronized void keep(Collection<String> asked, Set<String> allowed) {
    asked.stream().filter(id -> !allowed.contains(id)).forEach(named::remove);
    align();
  }

  synchronized List<String> named() {
    return List.copyOf(named);
  }

  synchronized List<UUID> joined() {
    return List.copyOf(joined.keySet());
  }

  /// The socket has ended; nothing begins any more.
  synchronized void end() {
    ended = true;
    named.clear();
    joined.clear();
    align();
  }

  private boolean align() {
    Set<String> wanted = ended ? new HashSet<>() : new HashSet<>(named);
    if (!ended) {
      joined.values().forEach(wanted::addAll);
    }
    wanted.remove(session.userId());
    entered.removeIf(id -> {
      boolean over = !wanted.contains(id);
      if (over) {
        watching.leave(session, id);
      }
      return over;
    });
    boolean all = true;
    for (String id : wanted) {
      if (!entered.contains(id)) {
        boolean fits = watching.enter(session, id);
        all &= fits;
        if (fits) {
          entered.add(id);
        }
      }
    }
    return all;
  }
}

package io.viatra.chat.edge.session;

import io.viatra.chat.schemas.mailbox.ConversationState;
import io.viatra.chat.schemas.mailbox.SessionSnapshot;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The conversations of one connected user, as far as this node knows them: from the snapshot, from
/// what was delivered since, and from questions to the read model. To be in here is to be a member.
///
/// Bounded: the one not looked at for longest goes first. What is missing costs a question to the
/// read model, and the drop of a repetition that the client would have dropped itself.
public final class Standings {
  /// Above what one snapshot holds.
  public static final int MAX = 2_500;

  /// Removals that are remembered; each matters for the moment in which the ways of delivery lie
  /// apart.
  static final int GONE_MAX = 100;

  /// What a numbered event is to the user's sockets here.
  public enum Step {
    /// They had it already.
    REPEATED,
    /// It follows what they had, or nothing is known of what they had.
    NEXT,
    /// Something before it did not come.
    AFTER_GAP
  }

  /// As of which event the user is no member; what comes late of before it brings nobody back.
  private final Map<UUID, Long> gone =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, Long> eldest) {
          return size() > GONE_MAX;
        }
      };

  private final Map<UUID, Standing> known =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, Standing> eldest) {
          return size() > MAX;
        }
      };

  /// Null where nothing is known, which does not mean that the user is no member.
  public synchronized @Nullable Standing of(UUID conversationId) {
    return known.get(conversationId);
  }

  /// Notes that an event goes out to the user's sockets.
  ///
  /// @param seq the message's number, 0 for events without one
  synchronized Step delivered(UUID conversationId, long ver, long seq) {
    var before = known.getOrDefault(conversationId, Standing.NONE);
    if (before.ver() >= ver || gone.getOrDefault(conversationId, 0L) >= ver) {
      return Step.REPEATED;
    }
    known.put(conversationId, before.delivered(ver, seq));
    return before.ver() == 0 || ver == before.ver() + 1 ? Step.NEXT : Step.AFTER_GAP;
  }

  /// Notes how far the user has read.
  public synchronized void read(UUID conversationId, long upToSeq) {
    known.computeIfPresent(conversationId, (_, standing) -> standing.read(upToSeq));
  }

  public synchronized void unread(UUID conversationId, long count) {
    known.computeIfPresent(conversationId, (_, standing) -> standing.unread(count));
  }

  /// Notes where the user's membership began.
  public synchronized void joined(UUID conversationId, long seq) {
    known.computeIfPresent(conversationId, (_, standing) -> standing.joined(seq));
  }

  /// Notes what the read model said, unless it has yet to hear that the user is out.
  ///
  /// @param ver up to which event the read model is
  /// @return null where the user was removed since
  public synchronized @Nullable Standing learned(
      UUID conversationId, long ver, long lastSeq, long readSeq) {
    if (!known.containsKey(conversationId) && gone.getOrDefault(conversationId, 0L) > ver) {
      return null;
    }
    var standing = known.getOrDefault(conversationId, Standing.NONE).atLeast(lastSeq, readSeq);
    known.put(conversationId, standing);
    return standing;
  }

  /// The user is no member any more, as of this event.
  ///
  /// @return false where it is a repetition, or a later event has come: the user was brought back
  ///   since
  public synchronized boolean removed(UUID conversationId, long ver) {
    if (known.getOrDefault(conversationId, Standing.NONE).ver() > ver) {
      return false;
    }
    known.remove(conversationId);
    boolean repeated = gone.getOrDefault(conversationId, 0L) >= ver;
    gone.merge(conversationId, ver, Math::max);
    return !repeated;
  }

  /// Takes a snapshot in. What a whole one does not list is forgotten: its end may have been told
  /// while the router took this node for gone, and would not be told again. Where that was wrong,
  /// for the router has yet to hear of a conversation that the read model knows, the next use costs
  /// a question.
  ///
  /// @param delivering whether sockets of the user get deliveries already. Then their `ver` stands:
  ///   the snapshot may know of events that a restarted router has yet to send them
  /// @return conversations in which those sockets are behind the snapshot, or that have ended
  public synchronized List<UUID> snapshot(List<ConversationState> states, boolean delivering) {
    var behind = new ArrayList<UUID>();
    for (var state : states) {
      if (gone.getOrDefault(state.conversationId(), 0L) > state.ver()) {
        // The router has yet to hear of the removal.
        continue;
      }
      var before = known.getOrDefault(state.conversationId(), Standing.NONE);
      boolean keeps = delivering && before.ver() > 0;
      if (keeps && before.ver() < state.ver()) {
        behind.add(state.conversationId());
      }
      long ver = keeps ? before.ver() : state.ver();
      var joined = state.joinedSeq();
      var standing =
          new Standing(
              ver,
              state.lastSeq(),
              state.readSeq(),
              state.unread(),
              joined == null ? before.joinedSeq() : joined);
      known.put(state.conversationId(), standing.atLeast(before.lastSeq(), before.readSeq()));
    }
    if (states.size() < SessionSnapshot.CONVERSATIONS_MAX) {
      var listed =
          states.stream().map(ConversationState::conversationId).collect(Collectors.toSet());
      known.keySet().stream().filter(id -> !listed.contains(id)).forEach(behind::add);
      known.keySet().retainAll(listed);
    }
    return behind;
  }
}

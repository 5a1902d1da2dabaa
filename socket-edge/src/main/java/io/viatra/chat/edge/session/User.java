package io.viatra.chat.edge.session;

import io.viatra.chat.edge.session.Standings.Step;
import io.viatra.chat.edge.socketio.EncodedEvent;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/// One person with at least one socket here.
public final class User {
  private final String id;
  private final Standings standings = new Standings();

  /// Oldest first. Replaced as a whole, under the lock of [Sessions] for this user.
  private volatile List<Session> sessions = List.of();

  User(String id) {
    this.id = id;
  }

  public String id() {
    return id;
  }

  public Standings standings() {
    return standings;
  }

  /// Whether any socket is past its barrier.
  public boolean receives() {
    return sessions.stream().anyMatch(Session::isReady);
  }

  /// Notes that a numbered event goes out to every socket that is past its barrier.
  ///
  /// @param seq the message's number, 0 for events without one
  public Step delivered(UUID conversationId, long ver, long seq) {
    Standing before = standings.of(conversationId);
    if (before == null || before.ver() < ver) {
      // First where live begins, then how far it is: a resume reads them the other way round.
      for (Session session : sessions) {
        if (session.isReady()) {
          session.liveStarts().note(conversationId, ver - 1);
        }
      }
    }
    return standings.delivered(conversationId, ver, seq);
  }

  /// To every socket that is past its barrier.
  ///
  /// @return to how many
  public int emit(EncodedEvent event) {
    int reached = 0;
    for (Session session : sessions) {
      if (session.isReady() && session.socket().emit(event)) {
        reached++;
      }
    }
    return reached;
  }

  List<Session> sessions() {
    return sessions;
  }

  void add(Session session) {
    sessions = Stream.concat(sessions.stream(), Stream.of(session)).toList();
  }

  void remove(Session session) {
    sessions = sessions.stream().filter(other -> other != session).toList();
  }
}

package io.viatra.chat.edge.session;

import io.viatra.chat.edge.socketio.EncodedEvent;
import java.util.List;
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

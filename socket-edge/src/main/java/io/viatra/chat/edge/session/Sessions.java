package io.viatra.chat.edge.session;

import io.viatra.chat.edge.socketio.Socket;
import io.viatra.chat.runtime.metrics.Metrics;
import io.viatra.chat.runtime.token.Principal;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The sockets of this node, by id and by user.
///
/// How many there may be in all is the protocol layer's and the machine's bound; here each user has
/// a bound of its own, beyond which the oldest socket is asked to leave.
public final class Sessions {
  private final Map<String, User> users = new ConcurrentHashMap<>();
  private final Map<String, Session> bySid = new ConcurrentHashMap<>();

  private final int perUserMax;

  /// @param perUserMax more than anybody has devices
  public Sessions(int perUserMax, Metrics metrics) {
    this.perUserMax = perUserMax;
    metrics.gauge("chat.sessions", "sockets with a valid token", bySid::size);
    metrics.gauge("chat.sessions.users", "people with at least one socket", users::size);
  }

  /// Keeps a new session. The oldest of the same user leaves if there are too many; it is closed as
  /// any other when its socket ends.
  public Session open(Principal principal, Session.Credentials credentials, Socket socket) {
    Session[] opened = new Session[1];
    users.compute(
        principal.userId(),
        (id, before) -> {
          User user = before == null ? new User(id) : before;
          opened[0] = new Session(user, principal, credentials, socket);
          user.add(opened[0]);
          return user;
        });
    Session session = opened[0];
    bySid.put(session.sid(), session);
    List<Session> all = session.user().sessions();
    for (Session oldest : all.subList(0, Math.max(0, all.size() - perUserMax))) {
      dismiss(oldest);
    }
    return session;
  }

  /// The router has found too many sockets of a user on all nodes together, and delivers nothing to
  /// this one any more.
  public void displaced(String userId, String sid) {
    Session session = bySid.get(sid);
    if (session != null && session.userId().equals(userId)) {
      dismiss(session);
    }
  }

  /// Not a drop: the official clients would come back at once and push out the next.
  private static void dismiss(Session session) {
    session.socket().disconnect();
  }

  /// Forgets a session.
  ///
  /// @return whether it was still there
  public boolean close(Session session) {
    if (bySid.remove(session.sid()) == null) {
      return false;
    }
    users.computeIfPresent(
        session.userId(),
        (_, user) -> {
          user.remove(session);
          return user.sessions().isEmpty() ? null : user;
        });
    return true;
  }

  public @Nullable Session session(String sid) {
    return bySid.get(sid);
  }

  /// Null if none of this user's sockets is here.
  public @Nullable User user(String userId) {
    return users.get(userId);
  }

  /// Everybody with a socket at some moment during the call.
  public void eachUser(Consumer<User> action) {
    users.values().forEach(action);
  }

  /// Every session at some moment during the call.
  public void each(Consumer<Session> action) {
    bySid.values().forEach(action);
  }
}

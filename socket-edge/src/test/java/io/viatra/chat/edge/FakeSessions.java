package io.viatra.chat.edge;

import io.viatra.chat.edge.session.Session;
import io.viatra.chat.edge.session.Sessions;
import io.viatra.chat.runtime.metrics.Metrics;
import io.viatra.chat.runtime.token.Principal;
import java.time.Instant;
import java.util.Set;

/// Real sessions over fake sockets.
public final class FakeSessions {
  public static final Instant EXPIRY = Instant.parse("2026-11-01T12:00:00Z");

  public static final int USER_SOCKETS_MAX = 10;

  private final Sessions sessions = new Sessions(USER_SOCKETS_MAX, new Metrics("test"));

  public Sessions sessions() {
    return sessions;
  }

  public Session open(String userId) {
    var principal = new Principal(userId, Set.of(), EXPIRY, "token of " + userId);
    return sessions.open(principal, new Session.Credentials("token", null), new FakeSocket());
  }

  public Session ready(String userId) {
    var session = open(userId);
    session.ready();
    return session;
  }

  public static FakeSocket socket(Session session) {
    return (FakeSocket) session.socket();
  }
}

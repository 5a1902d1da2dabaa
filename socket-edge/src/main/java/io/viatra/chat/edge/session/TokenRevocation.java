package io.viatra.chat.edge.session;

import io.viatra.chat.edge.wire.EventJson;
import io.viatra.chat.runtime.redis.Subscription;
import io.viatra.chat.runtime.token.Revocations;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/// Ends the sockets whose tokens were revoked: at once when the channel says so, and after an
/// outage of the channel by looking up the tokens of all sockets, once more.
///
/// A revocation is a person's logout, so one walk over the sockets for each costs less than an
/// index that is kept for all.
public final class TokenRevocation implements Subscription.Listener {
  private final Sessions sessions;
  private final Revocations revocations;
  private final AtomicBoolean looking = new AtomicBoolean();

  public TokenRevocation(Sessions sessions, Revocations revocations) {
    this.sessions = sessions;
    this.revocations = revocations;
  }

  /// The reading thread must not ask Redis; one virtual thread does, and one at a time.
  @Override
  public void listening() {
    if (looking.compareAndSet(false, true)) {
      Thread.ofVirtual().name("edge-revocations").start(this::lookUpAll);
    }
  }

  @Override
  public void heard(String tokenId) {
    revocations.heard(tokenId);
    sessions.each(session -> {
      if (session.principal().tokenId().equals(tokenId)) {
        end(session);
      }
    });
  }

  private void lookUpAll() {
    looking.set(false);
    Map<String, List<Session>> byToken = new HashMap<>();
    sessions.each(session ->
        byToken
            .computeIfAbsent(session.principal().tokenId(), _ -> new ArrayList<>())
            .add(session));
    revocations
        .lookUp(byToken.keySet())
        .forEach(id -> byToken.getOrDefault(id, List.of()).forEach(TokenRevocation::end));
  }

  /// Not a drop: the official clients would come back at once, only to be refused.
  static void end(Session session) {
    session
        .socket()
        .emit("error", EventJson.error("UNAUTHENTICATED", "the token was revoked", null));
    session.socket().disconnect();
  }
}

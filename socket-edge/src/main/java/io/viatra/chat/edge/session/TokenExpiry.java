package io.viatra.chat.edge.session;

import io.viatra.chat.edge.wire.EventJson;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// Ends the sockets whose tokens have expired, within 60 s (contract.md, Tokens): after the leeway
/// in which a new connect would still be let in, and one sweep.
///
/// One sweep over all sockets instead of one timer for each: 10,000 comparisons every ten seconds
/// cost less than 10,000 timers that mostly never fire.
public final class TokenExpiry {
  static final Duration SWEEP = Duration.ofSeconds(10);

  private final Sessions sessions;
  private final Duration leeway;
  private final InstantSource clock;

  /// @param leeway that of the tokens' check: who could connect again must not be thrown out
  public TokenExpiry(Sessions sessions, Duration leeway, InstantSource clock) {
    this.sessions = sessions;
    this.leeway = leeway;
    this.clock = clock;
  }

  public void start(Timer timer) {
    timer.every(SWEEP, this::sweep);
  }

  void sweep() {
    Instant now = clock.instant();
    sessions.each(session -> {
      if (session.principal().expiresAt().plus(leeway).isBefore(now)) {
        session
            .socket()
            .emit("error", EventJson.error("UNAUTHENTICATED", "the token has expired", null));
        session.socket().disconnect();
      }
    });
  }
}

package io.viatra.chat.edge.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.viatra.chat.edge.FakeSessions;
import io.viatra.chat.edge.FakeTimer;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TokenExpiryTest {
  private final FakeSessions sessions = new FakeSessions();
  private final FakeTimer timer = new FakeTimer();
  private Instant now = FakeSessions.EXPIRY.minusSeconds(600);

  @Test
  void aSocketEndsWithinSixtySecondsOfItsTokenAndNotBeforeTheLeeway() {
    var socket = FakeSessions.socket(sessions.ready("ana"));
    new TokenExpiry(sessions.sessions(), () -> now).start(timer);
    while (now.isBefore(FakeSessions.EXPIRY.plus(TokenExpiry.LEEWAY))) {
      second();
      assertThat(socket.dismissed()).isFalse();
    }
    while (!socket.dismissed()) {
      second();
    }
    assertThat(Duration.between(FakeSessions.EXPIRY, now)).isLessThan(Duration.ofSeconds(60));
    assertThat(socket.emitted().getFirst().event()).isEqualTo("error");
    assertThat(socket.emitted().getFirst().args().getFirst().path("code").asText())
        .isEqualTo("UNAUTHENTICATED");
  }

  private void second() {
    now = now.plusSeconds(1);
    timer.pass(Duration.ofSeconds(1));
  }
}

package io.viatra.chat.edge.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.viatra.chat.edge.FakeSessions;
import io.viatra.chat.edge.FakeTimer;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenExpiryTest {
  private final FakeSessions sessions = new FakeSessions();
  private final FakeTimer timer = new FakeTimer();
  private Instant now = FakeSessions.EXPIRY.minusSeconds(600);

  @ParameterizedTest
  @ValueSource(longs = {0, 30, 45})
  void aSocketEndsWithinSixtySecondsOfItsTokenAndNotBeforeTheLeeway(long leewaySeconds) {
    var leeway = Duration.ofSeconds(leewaySeconds);
    var socket = FakeSessions.socket(sessions.ready("ana"));
    new TokenExpiry(sessions.sessions(), leeway, () -> now).start(timer);
    while (now.isBefore(FakeSessions.EXPIRY.plus(leeway))) {
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

package io.viatra.chat.edge.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.viatra.chat.edge.FakeOutlet;
import io.viatra.chat.edge.FakeSessions;
import io.viatra.chat.edge.FakeSocket;
import io.viatra.chat.edge.FakeTimer;
import io.viatra.chat.edge.socketio.EncodedEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SessionsTest {
  private final FakeSessions fake = new FakeSessions();

  @Test
  void aUserIsThereWhileASocketIs() {
    var first = fake.open("ana");
    var second = fake.open("ana");
    assertThat(first.user()).isSameAs(second.user());
    assertThat(fake.sessions().close(first)).isTrue();
    assertThat(fake.sessions().user("ana")).isSameAs(second.user());
    assertThat(fake.sessions().close(second)).isTrue();
    assertThat(fake.sessions().close(second)).isFalse();
    assertThat(fake.sessions().user("ana")).isNull();
  }

  @Test
  void onlyReadySocketsGetDeliveries() {
    var ready = fake.ready("ana");
    var opening = fake.open("ana");
    assertThat(ready.user().emit(EncodedEvent.of("x"))).isEqualTo(1);
    assertThat(FakeSessions.socket(ready).encoded()).hasSize(1);
    assertThat(FakeSessions.socket(opening).encoded()).isEmpty();
  }

  @Test
  void theOldestBeyondTheBoundIsDismissedAndNoOther() {
    var all = new ArrayList<Session>();
    for (int i = 0; i <= FakeSessions.USER_SOCKETS_MAX; i++) {
      all.add(fake.open("ana"));
    }
    assertThat(all)
        .filteredOn(session -> FakeSessions.socket(session).dismissed())
        .containsExactly(all.getFirst());
  }

  @Test
  void oneTooManyOnAllNodesTogetherIsDismissedToo() {
    var session = fake.ready("ana");
    fake.sessions().displaced("ben", session.sid());
    fake.sessions().displaced("ana", "gone meanwhile");
    assertThat(FakeSessions.socket(session).dismissed()).isFalse();
    fake.sessions().displaced("ana", session.sid());
    assertThat(FakeSessions.socket(session).dismissed()).isTrue();
  }

  @Test
  void anExpiredTokenEndsItsSocketAfterTheLeeway() {
    var session = fake.ready("ana");
    new TokenExpiry(
            fake.sessions(), Duration.ofSeconds(30), () -> FakeSessions.EXPIRY.plusSeconds(29))
        .sweep();
    assertThat(FakeSessions.socket(session).dismissed()).isFalse();
    new TokenExpiry(
            fake.sessions(), Duration.ofSeconds(30), () -> FakeSessions.EXPIRY.plusSeconds(31))
        .sweep();
    assertThat(FakeSessions.socket(session).dismissed()).isTrue();
    assertThat(FakeSessions.socket(session).emitted())
        .extracting(FakeSocket.Emitted::event)
        .containsExactly("error");
  }

  @Test
  void theFirstHeartbeatIsAtOnceAndALongSilenceAnnouncesAgain() {
    var outlet = new FakeOutlet();
    var timer = new FakeTimer();
    var announced = new AtomicInteger();
    var now = new Instant[] {Instant.EPOCH};
    new Pulse(outlet, new Node("n", 0, 0), () -> now[0], announced::incrementAndGet).start(timer);
    assertThat(outlet.sent()).hasSize(1);
    outlet.sent().getLast().settle();
    timer.pass(Duration.ofSeconds(4));
    assertThat(outlet.sent()).hasSize(3);
    outlet.sent().getLast().settle();
    assertThat(announced).hasValue(0);
    now[0] = now[0].plus(Pulse.SILENCE_MAX).plusSeconds(1);
    timer.pass(Duration.ofSeconds(2));
    outlet.sent().getLast().settle();
    assertThat(announced).hasValue(1);
  }
}

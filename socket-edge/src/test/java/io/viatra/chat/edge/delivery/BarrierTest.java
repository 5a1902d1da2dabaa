package io.viatra.chat.edge.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.viatra.chat.edge.FakeSessions;
import io.viatra.chat.edge.FakeSocket;
import io.viatra.chat.edge.Samples;
import io.viatra.chat.edge.session.Session;
import io.viatra.chat.edge.socketio.Encoded;
import io.viatra.chat.schemas.mailbox.SessionSnapshot;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class BarrierTest {
  private final UUID conversation = UUID.randomUUID();
  private final FakeSessions sessions = new FakeSessions();
  private final Session session = sessions.open("ana");
  private final Barrier barrier = new Barrier(sessions.sessions());

  @Test
  void theSnapshotMakesItsOwnSocketReadyAndNoOther() {
    var other = sessions.open("ana");
    barrier.reached(snapshot(session.sid(), "ana", 3));
    assertThat(session.isReady()).isTrue();
    assertThat(other.isReady()).isFalse();
    assertThat(FakeSessions.socket(session).emitted())
        .extracting(FakeSocket.Emitted::event)
        .containsExactly("session_ready");
  }

  @Test
  void aSnapshotForASocketThatIsGoneOrAnotherUsersIsPassedOver() {
    barrier.reached(snapshot("gone", "ana", 3));
    barrier.reached(snapshot(session.sid(), "ben", 3));
    assertThat(session.isReady()).isFalse();
  }

  @Test
  void asksTheClientToCatchUpWhereASecondSnapshotKnowsMore() {
    barrier.reached(snapshot(session.sid(), "ana", 3));
    barrier.reached(snapshot(session.sid(), "ana", 3));
    assertThat(FakeSessions.socket(session).encoded()).isEmpty();
    barrier.reached(snapshot(session.sid(), "ana", 5));
    assertThat(FakeSessions.socket(session).encoded()).hasSize(1);
    assertThat(FakeSessions.socket(session).emitted()).hasSize(3);
  }

  @Test
  void lostRecordsMayHaveBeenAnybodysWhoIsReady() {
    var early = sessions.open("ben");
    barrier.reached(snapshot(session.sid(), "ana", 3));
    barrier.lost();
    assertThat(FakeSessions.socket(session).encoded())
        .extracting(Encoded::text)
        .containsExactly("2[\"resync_required\",{}]");
    assertThat(FakeSessions.socket(early).encoded()).isEmpty();
  }

  private SessionSnapshot snapshot(String sid, String userId, long ver) {
    return new SessionSnapshot(
        0, userId, sid, List.of(Samples.state(conversation, ver, ver - 1)), 0);
  }
}

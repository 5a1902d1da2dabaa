package io.viatra.chat.edge.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.viatra.chat.edge.FakeSessions;
import io.viatra.chat.edge.FakeSocket;
import io.viatra.chat.edge.Samples;
import io.viatra.chat.edge.session.Session;
import io.viatra.chat.edge.socketio.Encoded;
import io.viatra.chat.runtime.metrics.Metrics;
import io.viatra.chat.schemas.mailbox.SessionSnapshot;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class BarrierTest {
  private final UUID conversation = UUID.randomUUID();
  private final FakeSessions sessions = new FakeSessions();
  private final Session session = sessions.open("ana");
  private final Metrics metrics = new Metrics("test");
  private final Set<UUID> letGo = new HashSet<>();
  private final Handover handover = new Handover((_, id) -> letGo.add(id), metrics);
  private final Barrier barrier =
      new Barrier(
          sessions.sessions(),
          handover,
          new Crowds(sessions.sessions(), handover, metrics, System::nanoTime));

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
  void whatASecondSnapshotKnowsNoMoreIsLetGo() {
    barrier.reached(snapshot(session.sid(), "ana", 3));
    assertThat(letGo).isEmpty();
    barrier.reached(new SessionSnapshot(0, "ana", session.sid(), List.of(), 0));
    assertThat(letGo).containsExactly(conversation);
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

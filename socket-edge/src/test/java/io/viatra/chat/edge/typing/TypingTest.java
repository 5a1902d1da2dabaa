package io.viatra.chat.edge.typing;

import static org.assertj.core.api.Assertions.assertThat;

import io.viatra.chat.edge.FakeSessions;
import io.viatra.chat.edge.Samples;
import io.viatra.chat.edge.session.Session;
import io.viatra.chat.runtime.metrics.Metrics;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TypingTest {
  private final UUID conversation = UUID.randomUUID();
  private final FakeBus bus = new FakeBus();
  private final FakeSessions sessions = new FakeSessions();
  private final Session ana = sessions.ready("ana");
  private final Session ben = sessions.ready("ben");
  private Instant now = Samples.AT;
  private final Typing typing = new Typing(bus, () -> now, new Metrics("test"));

  @BeforeEach
  void connect() {
    bus.bringBackTo(typing);
  }

  @Test
  void whoJoinedIsToldAndTheTypistIsNot() {
    typing.join(ana, conversation);
    typing.join(ben, conversation);
    typing.start(ana, conversation);
    assertThat(told(ben)).isEqualTo(1);
    assertThat(told(ana)).isZero();
  }

  @Test
  void typingEndsByItselfAfterFifteenSeconds() {
    typing.join(ben, conversation);
    typing.start(ana, conversation);
    now = now.plus(Typing.HOLDS).minusMillis(1);
    typing.sweep();
    assertThat(told(ben)).isEqualTo(1);
    now = now.plusMillis(1);
    typing.sweep();
    assertThat(told(ben)).isEqualTo(2);
    typing.sweep();
    assertThat(told(ben)).isEqualTo(2);
  }

  @Test
  void aStopTellsOnceAndAStopWithoutAStartNothing() {
    typing.join(ben, conversation);
    typing.stop(ana, conversation);
    assertThat(told(ben)).isZero();
    typing.start(ana, conversation);
    typing.said(ana, conversation);
    typing.said(ana, conversation);
    assertThat(told(ben)).isEqualTo(2);
  }

  @Test
  void aSocketThatGoesStopsTypingAndTheLastOneEndsTheWatching() {
    typing.join(ben, conversation);
    typing.start(ana, conversation);
    typing.gone(ana);
    assertThat(told(ben)).isEqualTo(2);
    typing.gone(ben);
    assertThat(bus.watched()).isEmpty();
  }

  @Test
  void oneRemovedHearsNothingMore() {
    typing.join(ben, conversation);
    typing.removed(ben.user(), conversation);
    assertThat(bus.watched()).isEmpty();
    typing.start(ana, conversation);
    assertThat(told(ben)).isZero();
  }

  @Test
  void joinsBeyondTheBoundLeaveTheOldest() {
    typing.join(ben, conversation);
    for (int i = 0; i < Typing.JOINED_MAX; i++) {
      typing.join(ben, UUID.randomUUID());
    }
    assertThat(bus.watched()).hasSize(Typing.JOINED_MAX).doesNotContain(conversation);
  }

  @Test
  void aClockAheadOfOursHoldsNobodyLonger() {
    typing.join(ben, conversation);
    typing.heard(conversation, "carla", now.plus(Duration.ofDays(1)));
    now = now.plus(Typing.HOLDS);
    typing.sweep();
    assertThat(told(ben)).isEqualTo(2);
  }

  @Test
  void aRoomShowsNoMoreThanFitAScreen() {
    typing.join(ben, conversation);
    for (int i = 0; i < Room.TYPERS_MAX + 10; i++) {
      typing.heard(conversation, "user-" + i, now.plusSeconds(5));
    }
    assertThat(told(ben)).isEqualTo(Room.TYPERS_MAX);
  }

  private static int told(Session session) {
    return FakeSessions.socket(session).encoded().size();
  }
}

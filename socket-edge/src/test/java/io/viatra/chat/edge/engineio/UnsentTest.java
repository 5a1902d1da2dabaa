package io.viatra.chat.edge.engineio;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/// Bytes 10 (soft), 100 (hard) and 150 (all).
class UnsentTest {
  private long now;
  private final Unsent.Total total =
      new Unsent.Total(new OutLimits(10, 100, Duration.ofSeconds(1), 150), () -> now);

  @Test
  void aSessionAloneMayHoldUpToItsHardLimit() {
    Unsent session = total.of();
    session.taken(100);
    assertThat(session.isTooMuch()).isFalse();
    session.taken(1);
    assertThat(session.isTooMuch()).isTrue();
  }

  @Test
  void whenAllHoldTooMuchThoseWhoStandStillGoAndReadersStay() {
    Unsent standing = total.of();
    Unsent standingToo = total.of();
    Unsent reading = total.of();
    Unsent little = total.of();
    standing.taken(60);
    standingToo.taken(60);
    reading.taken(50);
    little.taken(10);
    standing.refused();
    standingToo.refused();
    reading.refused();
    little.refused();
    assertThat(standing.isTooMuch()).isFalse();
    now += Duration.ofMillis(1001).toNanos();
    reading.sent(20);
    assertThat(standing.isTooMuch()).isTrue();
    assertThat(reading.isTooMuch()).isFalse();
    assertThat(little.isTooMuch()).isFalse();
    standing.end();
    assertThat(standingToo.isTooMuch()).isFalse();
  }

  @Test
  void whoWasOfferedNothingDoesNotStandStill() {
    Unsent refusing = total.of();
    Unsent unoffered = total.of();
    refusing.taken(90);
    unoffered.taken(90);
    refusing.refused();
    now += Duration.ofMinutes(1).toNanos();
    assertThat(refusing.isTooMuch()).isTrue();
    assertThat(refusing.standingNanos()).isEqualTo(Duration.ofMinutes(1).toNanos());
    assertThat(unoffered.isTooMuch()).isFalse();
    assertThat(unoffered.standingNanos()).isZero();
  }

  @Test
  void oneRefusalAfterAnotherCountsFromTheFirstUntilSomethingIsTaken() {
    Unsent session = total.of();
    session.taken(90);
    session.refused();
    now += 5;
    session.refused();
    assertThat(session.standingNanos()).isEqualTo(5);
    session.sent(1);
    assertThat(session.standingNanos()).isZero();
    now += 5;
    session.refused();
    now += 3;
    assertThat(session.standingNanos()).isEqualTo(3);
  }

  @Test
  void atOneAndAHalfAsMuchWhoeverRefusesGoesAtOnce() {
    Unsent refusing = total.of();
    Unsent unoffered = total.of();
    Unsent third = total.of();
    refusing.taken(80);
    refusing.refused();
    unoffered.taken(80);
    third.taken(65);
    assertThat(refusing.isTooMuch()).isFalse();
    third.taken(1);
    assertThat(refusing.isTooMuch()).isTrue();
    assertThat(unoffered.isTooMuch()).isFalse();
  }

  @Test
  void atTwiceAsMuchEveryoneWhoIsBehindGoes() {
    for (int i = 0; i < 3; i++) {
      total.of().taken(100);
    }
    Unsent behind = total.of();
    Unsent notBehind = total.of();
    behind.taken(11);
    notBehind.taken(10);
    assertThat(behind.isTooMuch()).isTrue();
    assertThat(notBehind.isTooMuch()).isFalse();
  }

  @Test
  void whatWasSentOrEndedIsOwedNoMore() {
    Unsent session = total.of();
    session.taken(50);
    session.sent(20);
    assertThat(session.bytes()).isEqualTo(30);
    session.end();
    session.sent(30);
    session.taken(40);
    assertThat(session.bytes()).isZero();
    assertThat(total.bytes()).isZero();
  }
}

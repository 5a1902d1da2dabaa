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

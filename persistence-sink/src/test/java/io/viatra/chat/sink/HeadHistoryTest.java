package io.viatra.chat.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class HeadHistoryTest {
  private final HeadHistory history = new HeadHistory();

  private Duration behind(long second, long head, long position) {
    return history.behind(Instant.ofEpochSecond(second), head, position);
  }

  @Test
  void whoIsAtTheHeadIsNotBehind() {
    assertThat(behind(0, 10, 10)).isZero();
    assertThat(behind(5, 10, 10)).isZero();
  }

  @Test
  void aStandingPositionFallsBehindByTheClock() {
    assertThat(behind(0, 10, 10)).isZero();
    assertThat(behind(5, 12, 10)).isZero();
    assertThat(behind(10, 12, 10)).isEqualTo(Duration.ofSeconds(5));
    assertThat(behind(15, 30, 10)).isEqualTo(Duration.ofSeconds(10));
  }

  @Test
  void catchingUpBringsItDownToWhatStillWaits() {
    behind(0, 10, 0);
    behind(5, 20, 0);
    assertThat(behind(10, 20, 10)).isEqualTo(Duration.ofSeconds(5));
    assertThat(behind(11, 20, 20)).isZero();
  }

  @Test
  void anOutageOfAnyLengthKeepsTheOldestAndTheMemoryBounded() {
    for (int second = 0; second < 10_000; second++) {
      behind(second, second + 1, 0);
    }
    assertThat(behind(10_000, 10_001, 0)).isEqualTo(Duration.ofSeconds(10_000));
  }
}

package io.viatra.chat.standalone.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MeasuredTest {
  private static final long MS = Duration.ofMillis(1).toNanos();

  private final Measured measured = new Measured();

  @Test
  void onlyWantedAnswersAreInRatesAndPercentiles() {
    for (int call = 1; call <= 100; call++) {
      measured.answered(call % 2 == 0 ? 200 : 201, call * MS);
    }
    measured.answered(429, 900 * MS);
    measured.answered(503, 5_000 * MS);
    measured.brokeOff();
    measured.ended(Duration.ofSeconds(2), Duration.ofMillis(103));

    assertThat(measured.count()).isEqualTo(100);
    assertThat(measured.rate()).isEqualTo(50);
    assertThat(measured.millisAt(50)).isCloseTo(50, within(0.1));
    assertThat(measured.millisAt(99)).isCloseTo(99, within(0.1));
    assertThat(measured.millisMax()).isCloseTo(100, within(0.1));
    assertThat(measured.clientMicros()).isCloseTo(1_000, within(0.1));
  }

  @Test
  void everyFailureIsCountedByItsKind() {
    assertThat(measured.errors()).isEqualTo("none");
    measured.answered(429, MS);
    measured.answered(429, MS);
    measured.answered(503, MS);
    measured.brokeOff();
    assertThat(measured.failures()).isEqualTo(4);
    assertThat(measured.refused()).isEqualTo(Map.of(429, 2L, 503, 1L));
    assertThat(measured.errors()).isEqualTo("2 of 429, 1 of 503, 1 broken off");
    assertThat(measured.rate()).isZero();
  }
}

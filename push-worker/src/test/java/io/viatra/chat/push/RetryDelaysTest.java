package io.viatra.chat.push;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RetryDelaysTest {
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  private static final PushSettings.Backoff BACKOFF =
      new PushSettings.Backoff(Duration.ofSeconds(1), Duration.ofSeconds(30));

  @Test
  void pausesDoubleUpToTheLast() {
    var longest = new RetryDelays(BACKOFF, () -> 0.999_999);
    assertThat(seconds(longest, 0)).isBetween(0.9, 1.0);
    assertThat(seconds(longest, 1)).isBetween(1.9, 2.0);
    assertThat(seconds(longest, 4)).isBetween(15.9, 16.0);
    assertThat(seconds(longest, 5)).isBetween(29.9, 30.0);
    assertThat(seconds(longest, 10_000)).isBetween(29.9, 30.0);
  }

  @Test
  void jitterTakesAtMostHalf() {
    var shortest = new RetryDelays(BACKOFF, () -> 0);
    assertThat(seconds(shortest, 0)).isEqualTo(0.5);
    assertThat(seconds(shortest, 10)).isEqualTo(15.0);
  }

  @Test
  void neverEarlierThanWished() {
    var shortest = new RetryDelays(BACKOFF, () -> 0);
    assertThat(shortest.due(0, Duration.ofMinutes(10), NOW))
        .isEqualTo(NOW.plus(Duration.ofMinutes(10)));
    assertThat(shortest.due(10, Duration.ofSeconds(1), NOW)).isEqualTo(NOW.plusSeconds(15));
  }

  @Test
  void nothingStandsInLineForLongerThanTheLastPause() {
    var delays = new RetryDelays(BACKOFF);
    assertThat(delays.step(NOW.plusSeconds(600), NOW)).isEqualTo(NOW.plusSeconds(30));
    assertThat(delays.step(NOW.plusSeconds(20), NOW)).isEqualTo(NOW.plusSeconds(20));
  }

  private static double seconds(RetryDelays delays, int attempt) {
    return Duration.between(NOW, delays.due(attempt, Duration.ZERO, NOW)).toMillis() / 1_000.0;
  }
}

package io.viatra.chat.push.fcm;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RetryAfterTest {
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

  @Test
  void readsSecondsAndDatesInAnyCaseAsTextOrList() {
    assertThat(of("Retry-After", "7")).isEqualTo(Duration.ofSeconds(7));
    assertThat(of("retry-after", List.of("7"))).isEqualTo(Duration.ofSeconds(7));
    assertThat(of("Retry-After", "Sun, 22 Nov 2026 12:01:00 GMT")).isEqualTo(Duration.ofMinutes(1));
  }

  @Test
  void nothingUsableIsNoWish() {
    assertThat(RetryAfter.of(Map.of(), NOW)).isZero();
    assertThat(of("Retry-After", "-1")).isZero();
    assertThat(of("Retry-After", "soon")).isZero();
    assertThat(of("Retry-After", List.of())).isZero();
    assertThat(of("Retry-After", "Sun, 22 Nov 2026 11:00:00 GMT")).isZero();
    assertThat(of("Retry-After", "99999999999999999999")).isZero();
  }

  @Test
  void aWishBeyondAllReasonIsBounded() {
    assertThat(of("Retry-After", "999999999")).isEqualTo(Duration.ofDays(30));
  }

  private static Duration of(String name, Object value) {
    return RetryAfter.of(Map.of(name, value), NOW);
  }
}

package io.viatra.chat.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class DeathsTest {
  private final AtomicLong nanos = new AtomicLong();
  private final Deaths deaths = new Deaths(2, nanos::get);

  @Test
  void aFewDeathsAreForgivenAndOneMoreIsNot() {
    assertThat(deaths.isOneTooMany()).isFalse();
    assertThat(deaths.isOneTooMany()).isFalse();
    assertThat(deaths.isOneTooMany()).isTrue();
  }

  @Test
  void deathsOfLongAgoAreForgotten() {
    assertThat(deaths.isOneTooMany()).isFalse();
    assertThat(deaths.isOneTooMany()).isFalse();
    nanos.addAndGet(Duration.ofMinutes(6).toNanos());
    assertThat(deaths.isOneTooMany()).isFalse();
  }
}

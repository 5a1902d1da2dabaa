package io.viatra.chat.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RateTest {
  private static final Rate FALLBACK = new Rate(60, 1, Duration.ofSeconds(1));

  @ParameterizedTest
  @ValueSource(strings = {"60+1/1s", "30+10/1s", "1+1/3s", "20+20/1h", "10+10/1m", "5+1/250ms"})
  void aRateIsReadAsItIsPrinted(String text) {
    assertThat(Rate.parse(text)).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "60",
        "60/1s",
        "60+1",
        "60+1/s",
        "0+1/1s",
        "1+0/1s",
        "1+1/0s",
        "-1+1/1s",
        "1 + 1/1s",
        "1+1/1w",
        "1.5+1/1s",
        "1000000+1/1s",
        "1+1/61m"
      })
  void whatIsNoneIsAProblemThatNamesItsVariable(String text) {
    assertThat(Rate.parse(text)).isNull();
    if (!text.isEmpty()) {
      var env = Env.of(Map.of("CHAT_X", text));
      assertThat(Rate.from(env, "CHAT_X", FALLBACK, "x")).isEqualTo(FALLBACK);
      assertThatThrownBy(env::check).hasMessageContaining("CHAT_X: is not a legal rate");
    }
  }

  @Test
  void theDefaultIsShownAsItIsWritten() {
    var env = Env.of(Map.of());
    assertThat(Rate.from(env, "CHAT_X", FALLBACK, "x")).isEqualTo(FALLBACK);
    assertThat(env.declared()).containsExactly(new Key("CHAT_X", "rate", "60+1/1s", "x"));
  }
}

package io.viatra.chat.edge.inbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.viatra.chat.runtime.http.ApiError;
import io.viatra.chat.runtime.http.ErrorCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextRulesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "\t.",
        "line\r\nline",
        "👩‍👩‍👧‍👦",
        "🇩🇪",
        "e\u0301",
        "مرحبا",
        "<b>&amp;",
        "${jndi:x}",
        "\u007f?"
      })
  void whatCanBeSeenIsKept(String text) {
    assertThatCode(() -> TextRules.content(text)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "\n\t ",
        "\u200b",
        "\u200d\ufe0f",
        "\u00a0\u3000",
        "\u2060\ufeff",
        "\u3164",
        "\u2800",
        "a\u0000",
        "a\u0008",
        "a\u001f",
        "\ud83d",
        "\ude00x",
        "\ud83d\ud83d\ude00"
      })
  void whatCannotBeSeenOrStoredIsInvalid(String text) {
    var error = catchThrowableOfType(ApiError.class, () -> TextRules.content(text));
    assertThat(error.code()).isEqualTo(ErrorCode.INVALID);
  }

  @Test
  void lengthIsCountedInCodePoints() {
    assertThatCode(() -> TextRules.content("😀".repeat(4_000))).doesNotThrowAnyException();
    var error = catchThrowableOfType(ApiError.class, () -> TextRules.content("😀".repeat(4_001)));
    assertThat(error.code()).isEqualTo(ErrorCode.TOO_LARGE);
  }

  @Test
  void anErrorNeverQuotesTheInput() {
    var error = catchThrowableOfType(ApiError.class, () -> TextRules.content("canary\u0000"));
    assertThat(error.message()).doesNotContain("canary");
  }
}

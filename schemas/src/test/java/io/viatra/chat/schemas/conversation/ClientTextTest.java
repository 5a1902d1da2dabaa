package io.viatra.chat.schemas.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClientTextTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "\t.",
        "line\r\nline",
        "👩‍👩‍👧‍👦",
        "🇩🇪",
        "e\u0301",
        "\u0301",
        "مرحبا",
        "<b>&amp;",
        "${jndi:x}",
        "\u007f?",
        "\u0378"
      })
  void whatCanBeSeenAndStoredIsTaken(String text) {
    assertThat(ClientText.isVisible(text)).isTrue();
    assertThat(ClientText.isStorable(text)).isTrue();
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
        "\u00ad",
        "\u2065",
        "\udb40\udc20",
        "\udb40\udd00"
      })
  void whatNobodySeesIsNotVisible(String text) {
    assertThat(ClientText.isVisible(text)).isFalse();
    assertThat(ClientText.isLabel(text, 10)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a\u0000",
        "a\u0008",
        "a\u001f",
        "\ud83d",
        "\ude00x",
        "\ud83d\ud83d\ude00",
        "\u001b[0m"
      })
  void whatHarmsIsNotStorable(String text) {
    assertThat(ClientText.isStorable(text)).isFalse();
    assertThat(ClientText.isToken(text, 10)).isFalse();
  }

  @Test
  void contentIsCountedInCodePoints() {
    assertThat(ClientText.fitsContent("😀".repeat(4_000))).isTrue();
    assertThat(ClientText.fitsContent("😀".repeat(4_001))).isFalse();
    assertThat(ClientText.fitsContent("a".repeat(4_001))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a\u2003", "a\n", "12345678901"})
  void aTokenIsShortAndWithoutWhiteSpace(String text) {
    assertThat(ClientText.isToken(text, 10)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://x", "http://x/y?z#a", "https://ü/{}|", "http://127.0.0.1:1/"})
  void anAddressIsOfTheWeb(String text) {
    assertThat(ClientText.isWebAddress(text, 100)).isTrue();
    assertThat(ClientText.isWebAddress(text, 5)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "javascript:alert(1)",
        "JavaScript:x",
        "data:text/html,x",
        "//x",
        "https:",
        "https://",
        "http:///x",
        "https://x y",
        " https://x",
        "ftp://x",
        "https://\ud800",
        "HTTPS://x"
      })
  void anyOtherIsNone(String text) {
    assertThat(ClientText.isWebAddress(text, 100)).isFalse();
  }
}

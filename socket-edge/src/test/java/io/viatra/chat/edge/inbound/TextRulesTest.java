package io.viatra.chat.edge.inbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.viatra.chat.runtime.http.ApiError;
import io.viatra.chat.runtime.http.ErrorCode;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is answered for texts that break the rules; which ones do, is `ClientTextTest`'s matter.
class TextRulesTest {
  @Test
  void whatKeepsTheRulesIsPassedOnAsItIs() {
    assertThat(TextRules.content(" a\n")).isEqualTo(" a\n");
    assertThat(TextRules.label("a b", 10, "name")).isEqualTo("a b");
    assertThat(TextRules.token("a-b", 10, "clientMessageId")).isEqualTo("a-b");
    assertThat(TextRules.webAddress("https://x", 10, "url")).isEqualTo("https://x");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u200b", "a\u0000", "\ud83d"})
  void whatCannotBeSeenOrStoredIsInvalid(String text) {
    assertThat(code(() -> TextRules.content(text))).isEqualTo(ErrorCode.INVALID);
    assertThat(code(() -> TextRules.label(text, 10, "name"))).isEqualTo(ErrorCode.INVALID);
  }

  @Test
  void idsAndAddressesThatAreNoneAreInvalid() {
    assertThat(code(() -> TextRules.token("a b", 10, "clientMessageId")))
        .isEqualTo(ErrorCode.INVALID);
    assertThat(code(() -> TextRules.webAddress("javascript:x", 20, "url")))
        .isEqualTo(ErrorCode.INVALID);
  }

  @Test
  void contentThatIsTooLongIsTooLarge() {
    assertThat(code(() -> TextRules.content("😀".repeat(4_001)))).isEqualTo(ErrorCode.TOO_LARGE);
  }

  @Test
  void anErrorNeverQuotesTheInput() {
    var error = catchThrowableOfType(ApiError.class, () -> TextRules.content("canary\u0000"));
    assertThat(error.message()).doesNotContain("canary");
  }

  private static ErrorCode code(ThrowingCallable call) {
    return catchThrowableOfType(ApiError.class, call).code();
  }
}

package io.viatra.chat.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class CheckTest {
  /// As contract.md has it.
  private static final Pattern USER_ID = Pattern.compile("[A-Za-z0-9._:@-]{1,128}");

  @Test
  void aUserIdIsMadeOfTheCharactersOfTheContract() {
    for (int c = 0; c <= Character.MAX_VALUE; c++) {
      var id = "a" + (char) c + "z";
      assertThat(Check.isUserId(id)).as("U+%04X", c).isEqualTo(USER_ID.matcher(id).matches());
    }
  }

  @Test
  void aUserIdHasOneTo128OfThem() {
    assertThat(Check.isUserId("")).isFalse();
    assertThat(Check.isUserId("u".repeat(128))).isTrue();
    assertThat(Check.isUserId("u".repeat(129))).isFalse();
    assertThat(Check.isUserId("😀")).isFalse();
  }
}

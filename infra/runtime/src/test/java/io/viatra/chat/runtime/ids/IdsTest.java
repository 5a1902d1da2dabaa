package io.viatra.chat.runtime.ids;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdsTest {

  @Test
  void newIdsAreOfVersionSevenAndHoldTheirTime() {
    long before = System.currentTimeMillis();
    UUID id = Ids.next();
    assertThat(id.version()).isEqualTo(7);
    assertThat(id.variant()).isEqualTo(2);
    assertThat(id.getMostSignificantBits() >>> 16).isBetween(before, System.currentTimeMillis());
  }

  @Test
  void aNameGivesTheIdOfTheStandard() {
    UUID dns = UUID.fromString("6ba7b810-9dad-11d1-80b4-00c04fd430c8");
    assertThat(Ids.of(dns, "www.example.com"))
        .isEqualTo(UUID.fromString("2ed6657d-e927-568b-95e1-2665a8aea6a2"));
    assertThat(Ids.of(dns, "www.example.com").version()).isEqualTo(5);
  }

  @Test
  void theCanonicalFormIsReadInBothCases() {
    UUID id = Ids.next();
    assertThat(Ids.parse(id.toString())).isEqualTo(id);
    assertThat(Ids.parse(id.toString().toUpperCase(java.util.Locale.ROOT))).isEqualTo(id);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1-1-1-1-1",
        "2ed6657de927568b95e12665a8aea6a2",
        "{2ed6657d-e927-568b-95e1-2665a8aea6a2}",
        "2ed6657d-e927-568b-95e1-2665a8aea6a2 ",
        "2ed6657d-e927-568b-95e1-2665a8aea6ag",
        "2ed6657d-e927-568b-95e12-665a8aea6a2",
        "２ed6657d-e927-568b-95e1-2665a8aea6a2"
      })
  void nothingElseIsAnId(String text) {
    assertThat(Ids.parse(text)).isNull();
  }

  @Test
  void noTextIsNoId() {
    assertThat(Ids.parse(null)).isNull();
  }
}

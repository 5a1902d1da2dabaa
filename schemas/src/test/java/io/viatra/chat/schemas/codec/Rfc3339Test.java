package io.viatra.chat.schemas.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Rfc3339Test {
  private static final DateTimeFormatter MILLIS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
  private static final long FIRST = Instant.parse("0000-01-01T00:00:00Z").toEpochMilli();
  private static final long LAST = Instant.parse("9999-12-31T23:59:59.999Z").toEpochMilli();

  @Test
  void everyTimeIsWrittenAndReadAsTheLibraryDoes() {
    var dice = new SplittableRandom(3);
    for (int i = 0; i < 100_000; i++) {
      var time = Instant.ofEpochMilli(dice.nextLong(FIRST, LAST + 1)).plusNanos(dice.nextInt(999));
      var text = Rfc3339.text(time);
      assertThat(text).isEqualTo(MILLIS.format(time));
      assertThat(Rfc3339.time(text)).isEqualTo(Instant.parse(text));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0000-01-01T00:00:00.000Z",
        "9999-12-31T23:59:59.999Z",
        "1969-12-31T23:59:59.999Z",
        "2024-02-29T12:00:00.000Z",
        "2026-02-29T12:00:00.000Z",
        "2026-13-01T12:00:00.000Z",
        "2026-00-10T12:00:00.000Z",
        "2026-11-31T12:00:00.000Z",
        "2026-11-23T24:00:00.000Z",
        "2026-11-23T24:00:00.001Z",
        "2016-12-31T23:59:60.000Z",
        "2026-11-23T12:60:00.000Z",
        "2026-11-23T12:00:00Z",
        "2026-11-23T12:00:00.123456Z",
        "2026-11-23T12:00:00.000+00:00",
        "2026-11-23t12:00:00.000z",
        "2026-11-23 12:00:00.000Z",
        "+12026-11-23T12:00:00.0Z",
        "-2026-11-23T12:00:00.00Z",
        "٢٠٢٦-11-23T12:00:00.000Z",
        "2026-11-23T12:00:00.00 Z",
        "",
        "now"
      })
  void everyTextIsReadAsTheLibraryDoes(String text) {
    assertThat(read(text)).isEqualTo(library(text));
  }

  @Test
  void damagedTextsAreReadAsTheLibraryDoes() {
    var dice = new SplittableRandom(4);
    for (int i = 0; i < 100_000; i++) {
      var text = new StringBuilder(MILLIS.format(Instant.ofEpochMilli(dice.nextLong(FIRST, LAST))));
      for (int damage = dice.nextInt(3); damage >= 0; damage--) {
        text.setCharAt(dice.nextInt(text.length()), "0123456789-:.TZ +".charAt(dice.nextInt(17)));
      }
      assertThat(read(text.toString())).as(text.toString()).isEqualTo(library(text.toString()));
    }
  }

  private static Optional<Instant> read(String text) {
    try {
      return Optional.of(Rfc3339.time(text));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Optional<Instant> library(String text) {
    try {
      return Optional.of(Instant.parse(text));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}

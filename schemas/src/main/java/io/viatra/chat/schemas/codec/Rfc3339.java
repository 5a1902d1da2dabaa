package io.viatra.chat.schemas.codec;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/// Times as the contract writes them: RFC 3339, UTC, exactly milliseconds
/// (`2026-11-23T07:30:00.000Z`).
///
/// That one form is written and read digit by digit: the formatters of `java.time` took a twentieth
/// of the stream processor's time (`make streams-load`). Every other form is left to them.
public final class Rfc3339 {
  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private static final int LENGTH = 24;
  private static final int DAY_SECONDS = 86_400;
  private static final int YEAR_MAX = 9999;

  /// What stands between the digits; a digit anywhere else.
  private static final String FORM = "dddd-dd-ddTdd:dd:dd.dddZ";

  private Rfc3339() {}

  /// Always three decimals: a client that parses by a fixed pattern would fail on whole seconds,
  /// once in a thousand times.
  public static String text(Instant time) {
    var date = LocalDate.ofEpochDay(Math.floorDiv(time.getEpochSecond(), (long) DAY_SECONDS));
    if (date.getYear() < 0 || date.getYear() > YEAR_MAX) {
      return FORMAT.format(time);
    }
    int second = Math.floorMod(time.getEpochSecond(), DAY_SECONDS);
    byte[] text = FORM.getBytes(StandardCharsets.ISO_8859_1);
    put(text, 0, 4, date.getYear());
    put(text, 5, 2, date.getMonthValue());
    put(text, 8, 2, date.getDayOfMonth());
    put(text, 11, 2, second / 3_600);
    put(text, 14, 2, second / 60 % 60);
    put(text, 17, 2, second % 60);
    put(text, 20, 3, time.getNano() / 1_000_000);
    return new String(text, StandardCharsets.ISO_8859_1);
  }

  private static void put(byte[] text, int at, int digits, int number) {
    int rest = number;
    for (int i = at + digits - 1; i >= at; i--) {
      text[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
  }

  /// @throws DateTimeException if it is no time of RFC 3339 in UTC
  public static Instant time(String text) {
    if (!hasForm(text)) {
      return Instant.parse(text);
    }
    int hour = number(text, 11, 2);
    int minute = number(text, 14, 2);
    int second = number(text, 17, 2);
    if (hour > 23 || minute > 59 || second > 59) {
      // The end of a day, a leap second or nonsense.
      return Instant.parse(text);
    }
    var date = LocalDate.of(number(text, 0, 4), number(text, 5, 2), number(text, 8, 2));
    int ofDay = hour * 3_600 + minute * 60 + second;
    return Instant.ofEpochSecond(
        date.toEpochDay() * DAY_SECONDS + ofDay, number(text, 20, 3) * 1_000_000L);
  }

  private static boolean hasForm(String text) {
    if (text.length() != LENGTH) {
      return false;
    }
    for (int i = 0; i < LENGTH; i++) {
      char is = text.charAt(i);
      char due = FORM.charAt(i);
      if (due == 'd' ? is < '0' || is > '9' : is != due) {
        return false;
      }
    }
    return true;
  }

  private static int number(String text, int at, int digits) {
    int number = 0;
    for (int i = at; i < at + digits; i++) {
      number = number * 10 + text.charAt(i) - '0';
    }
    return number;
  }
}

package io.viatra.chat.push.fcm;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The header `Retry-After` in both of its forms, seconds and date (RFC 9110, 10.2.3).
final class RetryAfter {
  /// A push does not live longer; and a number of any size must not overflow an instant.
  private static final Duration MAX = Duration.ofDays(30);

  private RetryAfter() {}

  /// Zero where it is absent, in the past or no such value.
  ///
  /// @param headers names in any case; values as text or as a list of texts
  static Duration of(Map<String, Object> headers, Instant now) {
    return headers.entrySet().stream()
        .filter(header -> header.getKey().equalsIgnoreCase("retry-after"))
        .map(header -> parse(text(header.getValue()), now))
        .findFirst()
        .orElse(Duration.ZERO);
  }

  private static String text(@Nullable Object value) {
    if (value instanceof List<?> values) {
      return values.isEmpty() ? "" : String.valueOf(values.getFirst()).strip();
    }
    return String.valueOf(value).strip();
  }

  private static Duration parse(String text, Instant now) {
    Duration after;
    if (text.matches("\\d{1,9}")) {
      after = Duration.ofSeconds(Integer.parseInt(text));
    } else {
      try {
        after =
            Duration.between(now, DateTimeFormatter.RFC_1123_DATE_TIME.parse(text, Instant::from));
      } catch (DateTimeException e) {
        return Duration.ZERO;
      }
    }
    return after.isNegative() ? Duration.ZERO : after.compareTo(MAX) > 0 ? MAX : after;
  }
}

package io.viatra.chat.edge.wire;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/// RFC 3339 UTC with exactly three decimals, as the contract writes times.
final class WireTime {
  private static final DateTimeFormatter MILLIS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private WireTime() {}

  static String text(Instant at) {
    return MILLIS.format(at);
  }
}

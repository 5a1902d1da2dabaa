package io.viatra.chat.streams.stats;

import java.time.Duration;
import java.time.Instant;

/// Hours as numbers: whole hours since 1970, UTC.
final class Hours {
  /// A message that is later than this behind the newest of its partition is counted as late. The
  /// times of events are the broker's, so it takes a clock that was set, or a restored backup.
  static final long GRACE = 24;

  /// How long an hour's row stays, so that an answer still finds the turn that it answers.
  static final long KEPT = 35 * 24;

  private Hours() {}

  /// A time before 1970, which no broker gives, is taken for its beginning.
  static long of(Instant at) {
    return Math.max(0, at.getEpochSecond()) / Duration.ofHours(1).toSeconds();
  }

  static Instant instant(long hour) {
    return Instant.ofEpochSecond(hour * Duration.ofHours(1).toSeconds());
  }
}

package io.viatra.chat.schemas.stats;

import io.viatra.chat.schemas.Check;
import java.time.Duration;

/// How long turns waited for their answer. Each response is in exactly one of the last seven.
///
/// @param totalMs of all, for the mean
/// @param upTo1m waited a minute at the most
/// @param upTo5m more than a minute, five at the most; and so on
/// @param longer than a day
public record ResponseTimes(
    long count,
    long totalMs,
    long maxMs,
    long upTo1m,
    long upTo5m,
    long upTo15m,
    long upTo1h,
    long upTo4h,
    long upTo24h,
    long longer) {
  public static final ResponseTimes NONE = new ResponseTimes(0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

  public ResponseTimes {
    Check.notNegative(count, "count");
    Check.notNegative(totalMs, "totalMs");
    Check.notNegative(maxMs, "maxMs");
  }

  /// One response; a negative time, of a clock that was set back, is none at all.
  public static ResponseTimes of(Duration waited) {
    long ms = Math.max(0, waited.toMillis());
    return new ResponseTimes(
        1,
        ms,
        ms,
        within(ms, -1, 1),
        within(ms, 1, 5),
        within(ms, 5, 15),
        within(ms, 15, 60),
        within(ms, 60, 240),
        within(ms, 240, 1_440),
        ms > Duration.ofDays(1).toMillis() ? 1 : 0);
  }

  private static long within(long ms, long aboveMinutes, long upToMinutes) {
    return ms > aboveMinutes * 60_000 && ms <= upToMinutes * 60_000 ? 1 : 0;
  }

  /// Both together.
  public ResponseTimes plus(ResponseTimes other) {
    return new ResponseTimes(
        count + other.count,
        totalMs + other.totalMs,
        Math.max(maxMs, other.maxMs),
        upTo1m + other.upTo1m,
        upTo5m + other.upTo5m,
        upTo15m + other.upTo15m,
        upTo1h + other.upTo1h,
        upTo4h + other.upTo4h,
        upTo24h + other.upTo24h,
        longer + other.longer);
  }
}

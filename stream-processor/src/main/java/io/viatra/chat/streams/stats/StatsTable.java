package io.viatra.chat.streams.stats;

import io.viatra.chat.schemas.codec.Decoded;
import io.viatra.chat.schemas.stats.HourlyStats;
import io.viatra.chat.schemas.stats.ResponseTimes;
import io.viatra.chat.schemas.stats.UserSketch;
import io.viatra.chat.schemas.topic.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The newest hours of `chat.stats.v1`, all partitions together.
///
/// Numbers are kept by partition, for a record replaces its former one. Sketches only grow, so one
/// for each hour is enough: 2 KB, where one for each partition would be megabytes.
///
/// Thread-safe: filled by the tail, read by the admin port.
final class StatsTable {
  /// Eight days: the page shows seven whole ones.
  static final int HOURS_MAX = 8 * 24;

  private final TreeMap<Instant, Hour> hours = new TreeMap<>();

  /// @param writers all of the hour
  private record Hour(Map<Integer, Counts> partitions, UserSketch writers) {}

  /// Numbers that add up.
  record Counts(
      long messages,
      long conversations,
      long turns,
      long answered,
      long late,
      ResponseTimes responses) {
    static final Counts NONE = new Counts(0, 0, 0, 0, 0, ResponseTimes.NONE);

    Counts plus(Counts other) {
      return new Counts(
          messages + other.messages,
          conversations + other.conversations,
          turns + other.turns,
          answered + other.answered,
          late + other.late,
          responses.plus(other.responses));
    }
  }

  /// An hour as a whole.
  ///
  /// @param writers as text, to unite it
  record Total(Instant hour, Counts counts, String writers) {
    /// At the time by which the turns that began in it have waited for `patience`, all of them.
    boolean isDue(Instant now, Duration patience) {
      return hour.plus(Duration.ofHours(1)).plus(patience).isBefore(now);
    }
  }

  /// A record of the topic. Tombstones and poison change nothing.
  void take(byte @Nullable [] value) {
    Decoded<HourlyStats> decoded = Topics.STATS.codec().decode(value);
    if (decoded instanceof Decoded.Value<HourlyStats>(var stats)) {
      take(stats);
    }
  }

  private synchronized void take(HourlyStats stats) {
    var hour =
        hours.computeIfAbsent(stats.hour(), _ -> new Hour(new HashMap<>(), new UserSketch()));
    hour.partitions()
        .put(
            stats.partition(),
            new Counts(
                stats.messages(),
                stats.conversations(),
                stats.turns(),
                stats.answered(),
                stats.late(),
                stats.responses()));
    hour.writers().unite(stats.writers());
    while (hours.size() > HOURS_MAX) {
      hours.pollFirstEntry();
    }
  }

  /// Oldest first.
  synchronized List<Total> totals() {
    var totals = new ArrayList<Total>();
    hours.forEach((instant, hour) ->
        totals.add(
            new Total(
                instant,
                hour.partitions().values().stream().reduce(Counts.NONE, Counts::plus),
                hour.writers().text())));
    return totals;
  }
}

package io.viatra.chat.standalone.backup;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;

/// Says how far a run is, once in two seconds, for people who wait.
final class Progress {
  private static final long EVERY_NANOS = Duration.ofSeconds(2).toNanos();
  private static final double NANOS = 1e9;

  private final PrintWriter err;
  private final String what;
  private final long total;
  private final long began = System.nanoTime();
  private long said = began;
  private long done;

  /// @param total at the most: offsets without a record count too
  Progress(PrintWriter err, String what, long total) {
    this.err = err;
    this.what = what;
    this.total = total;
  }

  void add(long records) {
    done += records;
    long now = System.nanoTime();
    if (now - said > EVERY_NANOS) {
      said = now;
      double rate = rate(now);
      err.printf(
          Locale.ROOT,
          "  %s: %,d of %,d records, %,.0f a second, %,.0f s left%n",
          what,
          done,
          total,
          rate,
          Math.max(0, total - done) / rate);
      err.flush();
    }
  }

  /// The last line, with the whole run's rate.
  void end() {
    long now = System.nanoTime();
    err.printf(
        Locale.ROOT,
        "  %s: %,d records in %.1f s, %,.0f a second%n",
        what,
        done,
        (now - began) / NANOS,
        rate(now));
    err.flush();
  }

  private double rate(long now) {
    return Math.max(1, done / Math.max(1e-3, (now - began) / NANOS));
  }
}

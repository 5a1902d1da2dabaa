package io.viatra.chat.sink.rebuild;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;

/// Tells people who wait how far it is: steps, and within a long one records, rate and time left.
/// The counter of what is passed over may be told by the reading thread.
final class Progress {
  private static final long EVERY_NANOS = Duration.ofSeconds(2).toNanos();

  private final PrintWriter err;
  private String what = "";
  private long total;
  private long began;
  private long told;
  private volatile long passedOver;

  Progress(PrintWriter err) {
    this.err = err;
  }

  /// One line.
  void step(String line) {
    err.println("rebuild: " + line);
    err.flush();
  }

  /// @param records as offsets count them: markers of transactions too
  void begin(String step, long records) {
    what = step;
    total = records;
    began = System.nanoTime();
    told = began;
    step(String.format(Locale.ROOT, "%s: %,d records to apply", step, records));
  }

  void at(long done) {
    long now = System.nanoTime();
    if (now - told < EVERY_NANOS || done == 0) {
      return;
    }
    told = now;
    double rate = done / seconds();
    step(
        String.format(
            Locale.ROOT,
            "%s: %,d of %,d records (%d %%), %,.0f/s, %,.0f s left",
            what,
            done,
            total,
            100 * done / Math.max(1, total),
            rate,
            (total - done) / rate));
  }

  void end() {
    step(
        String.format(
            Locale.ROOT,
            "%s: %,d records in %.1f s, %,.0f/s",
            what,
            total,
            seconds(),
            total / seconds()));
  }

  private double seconds() {
    return Math.max(1, System.nanoTime() - began) / 1e9;
  }

  /// A record that the sink could not apply either: it is among the dead letters.
  synchronized void passedOver() {
    passedOver++;
  }

  long recordsPassedOver() {
    return passedOver;
  }
}

package io.viatra.chat.streams.rebuild;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;

/// Says on standard error how far a long step is, every two seconds: records, rate, time left. One
/// thread.
final class Progress {
  private static final Duration EVERY = Duration.ofSeconds(2);
  private static final double NANOS = 1e9;

  private final PrintWriter err;
  private String step = "";
  private long all;
  private long done;
  private long began;
  private long said;

  Progress(PrintWriter err) {
    this.err = err;
  }

  /// @param records at most; markers of transactions count among them, and compacted ones
  void begin(String what, long records) {
    step = what;
    all = records;
    done = 0;
    began = System.nanoTime();
    said = began;
  }

  /// Of a step whose length nobody knows.
  void begin(String what) {
    begin(what, 0);
  }

  void read(int records) {
    done += records;
    long now = System.nanoTime();
    if (now - said >= EVERY.toNanos()) {
      said = now;
      double rate = done / seconds(now);
      if (all == 0) {
        say(String.format(Locale.ROOT, "%,d, %,.0f/s", done, rate));
      } else {
        say(
            String.format(
                Locale.ROOT,
                "%,d of at most %,d, %,.0f/s, %,.0f s left",
                done,
                all,
                rate,
                (all - done) / rate));
      }
    }
  }

  void end() {
    double took = seconds(System.nanoTime());
    say(String.format(Locale.ROOT, "%,d in %,.1f s, %,.0f/s", done, took, done / took));
  }

  private double seconds(long now) {
    return Math.max(1, now - began) / NANOS;
  }

  private void say(String text) {
    err.println("rebuild-state: " + step + ": " + text);
    err.flush();
  }
}

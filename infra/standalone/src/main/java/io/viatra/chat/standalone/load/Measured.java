package io.viatra.chat.standalone.load;

import java.time.Duration;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/// What a loop saw.
public final class Measured {
  private static final long NANOS_MAX = Duration.ofSeconds(60).toNanos();
  private static final int DIGITS = 3;

  private final Histogram latencies = new Histogram(NANOS_MAX, DIGITS);
  private final SortedMap<Integer, Long> refused = new TreeMap<>();
  private long broken;
  private Duration elapsed = Duration.ZERO;
  private Duration clientCpu = Duration.ZERO;

  /// An answer; only what is 2xx goes into the percentiles.
  void answered(int status, long nanos) {
    if (status / 100 == 2) {
      latencies.recordValue(Math.min(nanos, NANOS_MAX));
    } else {
      refused.merge(status, 1L, Long::sum);
    }
  }

  /// A connection that ended under a call, or a call that got no answer.
  void brokeOff() {
    broken++;
  }

  void ended(Duration took, Duration cpu) {
    elapsed = took;
    clientCpu = cpu;
  }

  /// Calls that were answered as wanted.
  public long count() {
    return latencies.getTotalCount();
  }

  /// Calls that were not: by status, those without an answer last.
  public long failures() {
    return broken + refused.values().stream().mapToLong(Long::longValue).sum();
  }

  /// Answers by a status that is not 2xx.
  public Map<Integer, Long> refused() {
    return Map.copyOf(refused);
  }

  public long broken() {
    return broken;
  }

  /// Answered as wanted, each second.
  public double rate() {
    return elapsed.isZero() ? 0 : count() * 1e9 / elapsed.toNanos();
  }

  public double millisAt(double percentile) {
    return latencies.getValueAtPercentile(percentile) / 1e6;
  }

  public double millisMax() {
    return latencies.getMaxValue() / 1e6;
  }

  public Duration elapsed() {
    return elapsed;
  }

  /// Processor time of the loop's own thread.
  public Duration clientCpu() {
    return clientCpu;
  }

  /// Of the client, for each call.
  public double clientMicros() {
    long calls = count() + failures();
    return calls == 0 ? 0 : clientCpu.toNanos() / 1e3 / calls;
  }

  /// In words: `none`, or `3 of 429, 1 broken off`.
  public String errors() {
    var text = new StringBuilder();
    refused.forEach((status, count) -> text.append(count + " of " + status + ", "));
    if (broken > 0) {
      text.append(broken + " broken off, ");
    }
    return text.isEmpty() ? "none" : text.substring(0, text.length() - 2);
  }
}

package io.viatra.chat.standalone.load;

import io.viatra.chat.standalone.SigningKey;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Makes the data, warms up, measures, prints.
public final class Bench {
  /// About the size of a page of fifty.
  private static final int CANNED_BYTES = 36 * 1024;

  private static final Duration CANNED_TIME = Duration.ofSeconds(2);

  private final PrintWriter out;
  private final DataSet.Shape shape;
  private final Pace pace;
  private final long seed;
  private @Nullable URI server;
  private @Nullable DataSet data;

  /// The calls that are measured.
  public enum Call {
    HISTORY,
    SEND
  }

  /// @param warmup before each call's first measurement; what it sees is thrown away
  /// @param time of each measurement
  /// @param rounds of all calls in turn, so that a slow drift of the machine shows in each
  public record Pace(Duration warmup, Duration time, int rounds) {}

  /// @param seed of the choice of pages
  public Bench(PrintWriter out, DataSet.Shape shape, Pace pace, long seed) {
    this.out = out;
    this.shape = shape;
    this.pace = pace;
    this.seed = seed;
  }

  /// Makes the data on a server, and returns when it can be read.
  public void prepare(URI to, SigningKey key) throws IOException, InterruptedException {
    server = to;
    data = DataSet.make(to, key, shape);
    out.printf(
        Locale.ROOT,
        "%s, %d connections, closed loop; %d groups of %d with %d messages each; seed %d%n",
        to,
        shape.lines(),
        shape.conversations(),
        shape.members(),
        shape.messages(),
        seed);
  }

  /// Measures and prints.
  ///
  /// @return 0, or 1 where a call was not answered as it should be
  public int measure(Call[] calls, CpuMeter cpu) throws IOException, InterruptedException {
    var load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    out.printf(Locale.ROOT, "load average of the machine before: %.1f%n", load);
    canned();
    long failures = 0;
    for (int round = 1; round <= pace.rounds(); round++) {
      for (var call : calls) {
        failures += measure(call, cpu, round == 1 ? pace.warmup() : pace.warmup().dividedBy(3));
      }
    }
    return failures == 0 ? 0 : 1;
  }

  private long measure(Call call, CpuMeter cpu, Duration warmup)
      throws IOException, InterruptedException {
    var set = Objects.requireNonNull(data);
    var loop = new ClosedLoop(Objects.requireNonNull(server), shape.lines());
    var calls = call == Call.SEND ? set.sends() : set.pages(seed);
    var discarded = warmup.isZero() ? 0 : loop.run(calls, warmup).failures();
    var from = cpu.read();
    var measured = loop.run(calls, pace.time());
    var spent = CpuMeter.between(from, cpu.read());
    var name = call.name().toLowerCase(Locale.ROOT);
    out.printf(
        Locale.ROOT,
        "%s: %.0f calls/s   p50 %.1f ms   p90 %.1f   p99 %.1f   max %.1f   errors: %s%n",
        name,
        measured.rate(),
        measured.millisAt(50),
        measured.millisAt(90),
        measured.millisAt(99),
        measured.millisMax(),
        measured.errors());
    out.printf(
        Locale.ROOT,
        "  %d calls in %.1f s, after %d s of warm-up that does not count%s%n",
        measured.count(),
        measured.elapsed().toMillis() / 1e3,
        warmup.toSeconds(),
        discarded == 0 ? "" : " (with %d errors)".formatted(discarded));
    printCpu(measured, spent);
    return measured.failures();
  }

  private void printCpu(Measured measured, Map<String, Duration> spent) {
    var text = new StringBuilder();
    spent.forEach((name, time) -> text.append(share(name, time, measured)).append(", "));
    out.printf("  CPU: %s%s%n", text, share("this client", measured.clientCpu(), measured));
  }

  private static String share(String name, Duration time, Measured measured) {
    return String.format(
        Locale.ROOT,
        "%s %.1f s (%.0f µs a call)",
        name,
        time.toMillis() / 1e3,
        time.toNanos() / 1e3 / Math.max(1, measured.count()));
  }

  /// What the client can do at the most, so that nobody takes its limit for the server's.
  private void canned() throws IOException {
    try (var canned = CannedServer.open(CANNED_BYTES)) {
      var request = Request.get("127.0.0.1", "/", "none");
      var loop = new ClosedLoop(canned.url(), shape.lines());
      Calls calls = line -> request.duplicate();
      loop.run(calls, CANNED_TIME.dividedBy(2));
      var measured = loop.run(calls, CANNED_TIME);
      out.printf(
          Locale.ROOT,
          "this client against canned answers of 36 KiB: %.0f calls/s, %.0f µs of its CPU a call%n",
          measured.rate(),
          measured.clientMicros());
    }
  }
}

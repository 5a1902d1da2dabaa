package io.viatra.chat.standalone.load;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.Selector;
import java.time.Duration;

/// Keeps one call in flight on each of its connections until the time is up. A closed loop: a slow
/// answer delays the next call on its connection, so latencies are those at this concurrency, and
/// say nothing of a rate that somebody else sets.
public final class ClosedLoop {
  private static final int SCRATCH_BYTES = 256 * 1024;

  /// Servers that break off this often are not measured but broken.
  private static final int BROKEN_MAX = 1_000;

  /// What was begun before the end may be answered for so long; it is not counted.
  private static final Duration DRAIN_MAX = Duration.ofSeconds(10);

  private static final Duration SELECT_MAX = Duration.ofMillis(50);

  private final InetSocketAddress server;
  private final int lines;

  /// @param lines connections
  public ClosedLoop(URI server, int lines) {
    this.server = new InetSocketAddress(server.getHost(), server.getPort());
    this.lines = lines;
  }

  /// Asks until the time is up or there is nothing left to ask.
  ///
  /// @throws IOException where the server cannot be reached, or breaks off too often
  public Measured run(Calls calls, Duration max) throws IOException {
    try (var selector = Selector.open()) {
      var run = new Run(calls, selector, System.nanoTime() + max.toNanos());
      try {
        return run.go();
      } finally {
        for (var key : selector.keys()) {
          key.channel().close();
        }
      }
    }
  }

  /// One run, on one thread.
  private final class Run {
    private final Calls calls;
    private final Selector selector;
    private final long end;
    private final Measured measured = new Measured();
    private final ByteBuffer scratch = ByteBuffer.allocateDirect(SCRATCH_BYTES);
    private int inFlight;

    Run(Calls calls, Selector selector, long end) {
      this.calls = calls;
      this.selector = selector;
      this.end = end;
    }

    Measured go() throws IOException {
      var threads = ManagementFactory.getThreadMXBean();
      long cpu = threads.getCurrentThreadCpuTime();
      long begin = System.nanoTime();
      for (int number = 0; number < lines; number++) {
        ask(Line.open(number, server, selector));
      }
      while (inFlight > 0 && System.nanoTime() < end) {
        turn();
      }
      measured.ended(
          Duration.ofNanos(System.nanoTime() - begin),
          Duration.ofNanos(threads.getCurrentThreadCpuTime() - cpu));
      long drained = System.nanoTime() + DRAIN_MAX.toNanos();
      while (inFlight > 0 && System.nanoTime() < drained) {
        turn();
      }
      for (int lost = inFlight; lost > 0; lost--) {
        measured.brokeOff();
      }
      return measured;
    }

    private void turn() throws IOException {
      selector.select(SELECT_MAX.toMillis());
      var selected = selector.selectedKeys().iterator();
      while (selected.hasNext()) {
        var line = (Line) selected.next().attachment();
        selected.remove();
        read(line);
      }
    }

    private void read(Line line) throws IOException {
      try {
        long nanos = line.read(scratch);
        if (nanos >= 0) {
          answered(line, nanos);
        }
      } catch (IOException e) {
        renew(line, e);
      }
    }

    private void answered(Line line, long nanos) throws IOException {
      inFlight--;
      if (System.nanoTime() < end) {
        measured.answered(line.status(), nanos);
        ask(line);
      } else if (line.status() / 100 != 2) {
        measured.answered(line.status(), nanos);
      }
    }

    private void ask(Line line) throws IOException {
      var request = calls.next(line.number());
      if (request != null) {
        inFlight++;
        line.ask(request);
      }
    }

    /// A server may close an idle connection; under a call it is an error, and counted.
    private void renew(Line line, IOException why) throws IOException {
      line.close();
      if (line.isInFlight()) {
        inFlight--;
        measured.brokeOff();
      }
      if (measured.broken() > BROKEN_MAX) {
        throw new IOException("the server breaks off again and again", why);
      }
      if (System.nanoTime() < end) {
        ask(Line.open(line.number(), server, selector));
      }
    }
  }
}

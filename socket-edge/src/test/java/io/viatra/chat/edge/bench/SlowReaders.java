package io.viatra.chat.edge.bench;

import java.io.IOException;
import java.util.Locale;

/// What 200 clients that stop reading do to 20 that go on, while all are sent 4 KiB fifty times a
/// second by a server with a heap of 256 MiB: the latency of the 20 before, meanwhile and after,
/// and the server's memory.
///
/// Arguments: deaf clients (200), events of a phase (500).
public final class SlowReaders {
  private static final int LISTENING = 20;
  private static final int PER_SECOND = 50;
  private static final int BYTES = 4096;

  /// So that little is hidden in the kernel.
  private static final int DEAF_BUFFER = 4096;

  private final ServerProcess server;
  private final int events;
  private final Listeners listeners = new Listeners();

  private SlowReaders(ServerProcess server, int events) {
    this.server = server;
    this.events = events;
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    int deaf = FanOut.argument(args, 0, 200);
    int events = FanOut.argument(args, 1, 500);
    try (ServerProcess server = ServerProcess.start("-Xmx256m", "-XX:+ExitOnOutOfMemoryError")) {
      new SlowReaders(server, events).run(deaf);
    }
  }

  private void run(int deaf) throws IOException, InterruptedException {
    try (Flock listening = new Flock(server.port(), LISTENING, 0, listeners);
        Flock others = new Flock(server.port(), deaf, DEAF_BUFFER, payload -> {})) {
      Until.holds(
          "all have joined", () -> listening.joined() + others.joined() == LISTENING + deaf);
      phase("warm-up");
      phase("before");
      others.turnDeaf();
      // Long enough for the kernel's buffers to fill first.
      phase("meanwhile", 3 * events);
      System.out.printf("dropped as slow: %d of %d%n", server.ask("sockets")[1], deaf);
      phase("after");
      System.out.printf("listeners lost: %d%n", listening.lost());
    }
  }

  private void phase(String name) throws IOException, InterruptedException {
    phase(name, events);
  }

  private void phase(String name, int events) throws IOException, InterruptedException {
    listeners.clear();
    long[] unsent = server.ask("flood " + events + " " + PER_SECOND + " " + BYTES);
    int expected = events * LISTENING;
    Until.holds("every listener has heard all", () -> listeners.count() >= expected);
    long[] memory = server.ask("memory");
    System.out.printf(
        Locale.ROOT,
        "%-10s median %6.2f ms, 99th percentile %6.2f ms; unsent at most %6.1f MiB; heap %5.1f MiB,"
            + " resident %6.1f MiB%n",
        name,
        listeners.millis(0.5),
        listeners.millis(0.99),
        unsent[0] / 1048576.0,
        memory[0] / 1048576.0,
        memory[1] / 1048576.0);
  }
}

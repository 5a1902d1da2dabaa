package io.viatra.chat.edge.bench;

import java.io.IOException;
import java.util.Locale;

/// What connections cost that say nothing: heap after a collection and resident memory for each,
/// and how many open and join in a second.
///
/// Argument: sockets (10,000). The limit of open files must allow as many in both processes.
public final class IdleSockets {
  /// Opened and closed before, so that code and pools are warm and are not counted.
  private static final int WARM_UP = 1_000;

  private IdleSockets() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    int sockets = FanOut.argument(args, 0, 10_000);
    try (ServerProcess server = ServerProcess.start("-Xms1g", "-Xmx1g", "-XX:+UseParallelGC")) {
      connect(server, WARM_UP).close();
      Until.holds("the first have left", () -> sockets(server) == 0);
      long[] before = server.ask("memory");
      long begun = System.nanoTime();
      try (Flock flock = connect(server, sockets)) {
        double seconds = (System.nanoTime() - begun) / 1e9;
        long[] after = server.ask("memory");
        System.out.printf(
            Locale.ROOT,
            """
            %,d idle sockets, lost: %d
            connected and joined  %,.0f a second, this process included
            heap                  %.1f KiB each after a collection
            resident              %.1f KiB each
            """,
            sockets,
            flock.lost(),
            sockets / seconds,
            (after[0] - before[0]) / 1024.0 / sockets,
            (after[1] - before[1]) / 1024.0 / sockets);
      }
    }
  }

  private static Flock connect(ServerProcess server, int sockets)
      throws IOException, InterruptedException {
    Flock flock = new Flock(server.port(), sockets, 0, payload -> {});
    Until.holds("all have joined", () -> flock.joined() + flock.lost() == sockets);
    return flock;
  }

  private static long sockets(ServerProcess server) {
    try {
      return server.ask("sockets")[0];
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}

package io.viatra.chat.edge.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/// A server with a heap of 256 MiB is flooded for 200 clients that read nothing.
class SlowReadersIT {
  private static final int DEAF = 200;
  private static final int LISTENING = 5;
  private static final int EVENTS = 100;
  private static final int BYTES = 4096;
  private static final long MIB = 1 << 20;

  @Test
  void clientsThatNeverReadAreDroppedAndOthersMissNothing()
      throws IOException, InterruptedException {
    var listeners = new Listeners();
    try (ServerProcess server = ServerProcess.start("-Xmx256m", "-XX:+ExitOnOutOfMemoryError");
        Flock listening = new Flock(server.port(), LISTENING, 0, listeners);
        Flock deaf = new Flock(server.port(), DEAF, BYTES, payload -> {})) {
      Until.holds("all have joined", () -> listening.joined() + deaf.joined() == LISTENING + DEAF);
      long heapBefore = server.ask("memory")[0];
      deaf.turnDeaf();
      int events = 0;
      // Of 400 KiB a round the kernel keeps the first for each.
      while (server.ask("sockets")[1] < DEAF) {
        long unsent = server.ask("flood " + EVENTS + " 200 " + BYTES)[0];
        assertThat(unsent).as("unsent over all sockets").isLessThan(130 * MIB);
        events += EVENTS;
        assertThat(events).as("events, and not all dropped").isLessThan(40 * EVENTS);
      }
      int expected = events * LISTENING;
      Until.holds(
          "every listener has heard all, or is lost",
          () -> listeners.count() == expected || listening.lost() > 0);
      assertThat(listening.lost()).as("listeners lost").isZero();
      assertThat(server.ask("sockets")[0]).isEqualTo(LISTENING);
      assertThat(server.ask("memory")[0]).isLessThan(heapBefore + 16 * MIB);
    }
  }
}

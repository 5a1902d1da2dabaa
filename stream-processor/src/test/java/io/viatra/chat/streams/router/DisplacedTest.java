package io.viatra.chat.streams.router;

import static org.assertj.core.api.Assertions.assertThat;

import io.viatra.chat.schemas.mailbox.MailboxRecord;
import io.viatra.chat.schemas.mailbox.SessionDisplaced;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// More sockets of a user, on all nodes together, than are delivered to.
class DisplacedTest {
  @TempDir Path directory;
  private RouterBench bench;

  @BeforeEach
  void open() {
    bench = new RouterBench(directory);
    bench.heartbeat("edge-b", 5, 2_000);
  }

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void moreSessionsThanAUserMayHaveEndTheOldestWhereverTheyAre() {
    bench.open("bob", "s0", "edge-b", 5, 2_000);
    bench.open("bob", "s1");
    bench.open("bob", "s2", "edge-b", 5, 2_000);
    for (int i = 3; i < Sessions.OPEN_MAX; i++) {
      bench.open("bob", "s" + i);
    }
    assertThat(displaced()).isEmpty();
    bench.open("bob", "s16");
    bench.open("bob", "s17");
    assertThat(displaced())
        .containsExactly(
            new SessionDisplaced(5, "bob", "s0"), new SessionDisplaced(0, "bob", "s1"));
    bench.live(Duration.ofSeconds(1));
    assertThat(bench.metrics.scrape())
        .contains("chat_router_sessions{service=\"router\"} " + Sessions.OPEN_MAX + ".0");
  }

  @Test
  void whoseNodeIsSilentGoesBeforeTheOldest() {
    bench.open("bob", "s0");
    bench.open("bob", "s1", "edge-b", 5, 2_000);
    bench.live(Duration.ofSeconds(20));
    for (int i = 2; i <= Sessions.OPEN_MAX; i++) {
      bench.open("bob", "s" + i);
    }
    assertThat(displaced()).containsExactly(new SessionDisplaced(5, "bob", "s1"));
  }

  private List<MailboxRecord> displaced() {
    return bench.mailbox().stream().filter(SessionDisplaced.class::isInstance).toList();
  }
}

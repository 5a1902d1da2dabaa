package io.viatra.chat.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.viatra.chat.runtime.service.Running;
import io.viatra.chat.testkit.EmbeddedPostgreSql;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FaultIT {
  private static final int LIVES = 10;

  private final Log log = new Log();
  private final List<Running> running = new ArrayList<>();
  private final List<Process> processes = new ArrayList<>();

  @AfterEach
  void close() {
    processes.forEach(Process::destroyForcibly);
    running.forEach(Running::close);
    log.close();
  }

  /// Ten lives, each ended by `kill -9` when it has done a random amount: from connecting to many
  /// transactions, and always in the midst of one or between two. All the while more is written.
  @Test
  void aSinkThatIsKilledTenTimesUnderLoadLosesNothingAndWritesNothingTwice(@TempDir Path directory)
      throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    List<Change> changes = RandomStories.tell(seed, 6, 2_400);
    TestDatabase database = TestDatabase.empty();
    String group = Sinks.group();
    int share = changes.size() / LIVES;
    for (int life = 0; life < LIVES; life++) {
      List<Change> told = changes.subList(life * share, (life + 1) * share);
      long goal = applied(database) + random.nextInt(share);
      Process sink = process(database, group, directory.resolve("sink-" + life + ".log"));
      try (ExecutorService load = Executors.newVirtualThreadPerTaskExecutor()) {
        Future<?> telling =
            load.submit(() -> {
              log.tell(told);
              return true;
            });
        Sinks.await("life " + life, () -> isConnected(database) && applied(database) >= goal);
        sink.destroyForcibly();
        assertThat(sink.waitFor(10, TimeUnit.SECONDS)).isTrue();
        telling.get();
      }
    }
    running.add(Sinks.start(database, group));
    Sinks.awaitApplied(database, log);

    TestDatabase undisturbed = TestDatabase.empty();
    running.add(Sinks.start(undisturbed, Sinks.group()));
    Sinks.awaitApplied(undisturbed, log);
    assertThat(database.digests()).as("seed %d", seed).isEqualTo(undisturbed.digests());
    assertThat(database.count("messages")).isPositive();
  }

  private static boolean isConnected(TestDatabase database) throws SQLException {
    return !database
        .rows(
            "SELECT 1 FROM pg_stat_activity WHERE application_name = 'persistence-sink'"
                + " AND datname = current_database()")
        .isEmpty();
  }

  @Test
  void whilePostgresIsDownTheSinkWaitsInItsGroupAndThenCatchesUp(@TempDir Path directory)
      throws Exception {
    try (EmbeddedPostgreSql postgres =
        EmbeddedPostgreSql.start(directory, EmbeddedPostgreSql.Durability.UNSYNCED)) {
      TestDatabase database = new TestDatabase(postgres.database());
      Story story = new Story();
      Running sink = Sinks.start(database, Sinks.group());
      running.add(sink);
      log.tell(List.of(new Change.Happened(story.created("ana", "ben"))));
      Sinks.awaitApplied(database, log);

      postgres.stop();
      int threads = Thread.activeCount();
      log.tell(messages(story, 50));
      Sinks.await("not ready", () -> !sink.readiness().report().ready());
      log.tell(messages(story, 50));
      assertThat(Thread.activeCount()).isLessThan(threads + 10);
      postgres.resume();

      Sinks.awaitApplied(database, log);
      Sinks.await("ready", () -> sink.readiness().report().ready());
      assertThat(sink.failure()).isNotDone();
      assertThat(
              database.rows(
                  "SELECT last_seq, (SELECT count(*) FROM messages WHERE conversation_id = c.id)"
                      + " FROM conversations c WHERE id = '"
                      + story.id
                      + "'"))
          .containsExactly("100|100");
      running.remove(sink);
      sink.close();
    }
  }

  private static List<Change> messages(Story story, int count) {
    List<Change> messages = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      messages.add(new Change.Happened(story.sent("ana")));
    }
    return messages;
  }

  /// The service as an operator starts it; in small transactions, so that a kill meets some of
  /// them.
  private Process process(TestDatabase database, String group, Path output) throws Exception {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    ProcessBuilder builder =
        new ProcessBuilder(
                java,
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                PersistenceSink.class.getName())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    Map<String, String> environment = builder.environment();
    environment.putAll(Sinks.environment(database.database(), group));
    environment.put("CHAT_SINK_POLL_RECORDS_MAX", "7");
    Process process = builder.start();
    processes.add(process);
    return process;
  }

  private static long applied(TestDatabase database) throws SQLException {
    return Sinks.progress(database).values().stream().mapToLong(Long::longValue).sum();
  }
}

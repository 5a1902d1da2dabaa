package io.viatra.chat.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.viatra.chat.runtime.config.Env;
import io.viatra.chat.runtime.service.Running;
import io.viatra.chat.sink.rebuild.Rebuild;
import io.viatra.chat.testkit.KafkaProbe;
import io.viatra.chat.testkit.TestInfrastructure;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class RebuildIT {
  private static final List<String> SAME =
      List.of(
          "same       conversations ",
          "same       conversation_members ",
          "same       messages ",
          "same       reactions ",
          "same       devices ",
          "same       sink_progress ");

  private final Log log = new Log();
  private final TestDatabase database = TestDatabase.empty();
  private final List<Running> running = new ArrayList<>();
  private final List<Process> processes = new ArrayList<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final long seed = System.nanoTime();

  @AfterEach
  void close() {
    threads.shutdownNow();
    processes.forEach(Process::destroyForcibly);
    running.forEach(Running::close);
    log.close();
  }

  /// What a call said and how it ended.
  private record Said(int code, String out, String err) {}

  private Said rebuild(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Rebuild command = new Rebuild(Env.of(Sinks.environment(database.database(), "none")));
    int code =
        new CommandLine(command)
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .execute(arguments);
    return new Said(code, out.toString(), err.toString());
  }

  /// A sink with a read model of random stories.
  private List<Change> live(int steps) throws Exception {
    running.add(Sinks.start(database, Sinks.group()));
    List<Change> changes = RandomStories.tell(seed, 4, steps);
    log.tell(changes.subList(0, steps / 2));
    Sinks.awaitApplied(database, log);
    return changes.subList(steps / 2, changes.size());
  }

  @Test
  void whatIsRebuiltWhileTheServiceRunsIsTheSameAndTakesItsPlaceUnnoticed() throws Exception {
    List<Change> rest = live(600);
    database.execute("GRANT SELECT ON messages TO PUBLIC");
    Map<String, Long> before = topicEnds();
    AtomicBoolean over = new AtomicBoolean();
    CompletableFuture<Long> reader = CompletableFuture.supplyAsync(() -> readUntil(over), threads);
    CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> tell(rest), threads);

    Said said = rebuild("--slice-records=50");
    writer.get(1, TimeUnit.MINUTES);
    Sinks.awaitApplied(database, log);
    over.set(true);

    assertThat(said.code).as(said.toString()).isZero();
    assertThat(said.out).as("seed %d", seed).contains(SAME).contains("Swapped");
    assertThat(reader.get(1, TimeUnit.MINUTES)).isPositive();
    assertThat(running.getFirst().failure()).isNotDone();
    assertThat(database.digests()).as("seed %d", seed).isEqualTo(undisturbed().digests());
    assertThat(database.rows("SELECT to_regnamespace('chat_rebuild')")).containsExactly("-");
    assertThat(database.count("chat_previous.messages")).isPositive();
    assertThat(
            database.rows(
                "SELECT count(*) FROM pg_class c, aclexplode(c.relacl) a WHERE a.grantee = 0"
                    + " AND c.oid = 'messages'::regclass AND a.privilege_type = 'SELECT'"))
        .containsExactly("1");
    // Not a push, not a delivery, not a dead letter: nothing but what was told here.
    Map<String, Long> after = topicEnds();
    assertThat(after.keySet()).isEqualTo(before.keySet());
    assertThat(after).containsEntry("chat.dlq.v1", before.getOrDefault("chat.dlq.v1", 0L));
  }

  private TestDatabase undisturbed() throws Exception {
    TestDatabase undisturbed = TestDatabase.empty();
    running.add(Sinks.start(undisturbed, Sinks.group()));
    Sinks.awaitApplied(undisturbed, log);
    return undisturbed;
  }

  private void tell(List<Change> changes) {
    try {
      log.tell(changes);
    } catch (Exception failure) {
      throw new IllegalStateException(failure);
    }
  }

  /// Messages never become fewer, and nobody gets an error.
  private long readUntil(AtomicBoolean over) {
    try {
      long seen = 0;
      while (!over.get()) {
        long now = database.count("messages");
        assertThat(now).isGreaterThanOrEqualTo(seen);
        seen = now;
      }
      return seen;
    } catch (Exception failure) {
      throw new IllegalStateException(failure);
    }
  }

  /// Number of records by topic.
  private static Map<String, Long> topicEnds() {
    try (KafkaProbe probe = KafkaProbe.of(TestInfrastructure.kafka().bootstrapServers())) {
      return probe.ends();
    }
  }

  @Test
  void aRowThatIsNotAsTheLogHasItIsNamedForcedAwayAndPutBackByARollback() throws Exception {
    live(300);
    String victim =
        database.rows("SELECT conversation_id FROM messages ORDER BY 1 LIMIT 1").getFirst();
    database.execute(
        "UPDATE messages SET body_text = 'forged-41c9', body_kind = 'plain' WHERE conversation_id = '"
            + victim
            + "' AND seq = 1");
    String forged = "SELECT count(*) FROM messages WHERE body_text = 'forged-41c9'";

    Said dry = rebuild("--dry-run");
    assertThat(dry.code).isEqualTo(1);
    assertThat(dry.out).contains("DIFFERENT  messages").contains(victim).doesNotContain("forged");
    assertThat(database.rows("SELECT to_regnamespace('chat_rebuild')")).containsExactly("-");

    Said refused = rebuild();
    assertThat(refused.code).isEqualTo(1);
    assertThat(refused.out).contains("Not swapped");
    assertThat(database.rows(forged)).containsExactly("1");

    Said swapped = rebuild("--force");
    assertThat(swapped.code).as(swapped.toString()).isZero();
    assertThat(swapped.err).contains("taken up");
    assertThat(swapped.out).contains("1 keys differ").contains("Swapped");
    assertThat(database.rows(forged)).containsExactly("0");
    assertThat(rebuild("--dry-run").out).contains(SAME);

    Said back = rebuild("--rollback");
    assertThat(back.code).as(back.toString()).isZero();
    assertThat(database.rows(forged)).containsExactly("1");
    assertThat(rebuild("--drop-previous").out).contains("Dropped");
    assertThat(rebuild("--rollback").err).contains("no schema chat_previous");
  }

  @Test
  void aRebuildThatIsKilledGoesOnWhereItWas(@TempDir Path directory) throws Exception {
    live(900);
    Path output = directory.resolve("rebuild.log");
    Process killed = process(output);
    Sinks.await(
        "a rebuild in the middle",
        () ->
            !database.rows("SELECT to_regclass('chat_rebuild.sink_progress')").contains("-")
                && database.rows("SELECT 1 FROM chat_rebuild.sink_progress WHERE next > 100").size()
                    > 0);
    killed.destroyForcibly();
    assertThat(killed.waitFor(10, TimeUnit.SECONDS)).isTrue();
    assertThat(Files.readString(output)).doesNotContain("Swapped");

    Said said = rebuild();
    assertThat(said.code).as("%s, seed %d", said, seed).isZero();
    assertThat(said.err).contains("taken up");
    assertThat(said.out).contains(SAME).contains("Swapped");
  }

  @Test
  void tablesOfAnotherLogAreNotCompared() throws Exception {
    live(40);
    running.removeFirst().close();
    database.execute("UPDATE sink_progress SET next = next + 1000000");
    assertThat(rebuild().err).contains("another log");
    Said forced = rebuild("--force");
    assertThat(forced.code).as(forced.toString()).isZero();
    assertThat(database.rows("SELECT count(*) FROM sink_progress WHERE next > 900000"))
        .containsExactly("0");
  }

  @Test
  void anEmptyDatabaseIsFilled() throws Exception {
    log.tell(RandomStories.tell(seed, 2, 40));
    Said said = rebuild();
    assertThat(said.code).as(said.toString()).isZero();
    assertThat(said.err).contains("no live tables");
    assertThat(database.digests()).as("seed %d", seed).isEqualTo(undisturbed().digests());
  }

  private Process process(Path output) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Rebuild.class.getName(),
                "--slice-records=5")
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().putAll(Sinks.environment(database.database(), "none"));
    Process process = builder.start();
    processes.add(process);
    return process;
  }
}

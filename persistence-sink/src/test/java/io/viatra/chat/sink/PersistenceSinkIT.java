package io.viatra.chat.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.viatra.chat.runtime.service.Running;
import io.viatra.chat.schemas.conversation.MessageBody;
import io.viatra.chat.schemas.event.MessageSent;
import io.viatra.chat.schemas.topic.Topics;
import io.viatra.chat.testkit.KafkaProbe;
import io.viatra.chat.testkit.SeenRecord;
import io.viatra.chat.testkit.TestInfrastructure;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PersistenceSinkIT {
  private final Log log = new Log();
  private final TestDatabase database = TestDatabase.empty();
  private final String group = Sinks.group();
  private final List<Running> running = new ArrayList<>();
  private final Story story = new Story();

  @AfterEach
  void close() {
    running.forEach(Running::close);
    log.close();
  }

  private Running start() throws Exception {
    Running sink = Sinks.start(database, group);
    running.add(sink);
    return sink;
  }

  private void stop(Running sink) {
    sink.close();
    running.remove(sink);
  }

  private String text(MessageSent sent) throws Exception {
    List<String> texts =
        database.rows("SELECT body_text FROM messages WHERE id = '" + sent.messageId() + "'");
    return texts.isEmpty() ? "nothing" : texts.getFirst();
  }

  @Test
  void whatIsCommittedArrivesAndWhatIsAbortedDoesNot() throws Exception {
    MessageSent sent = story.sent("ana", "arrives");
    MessageSent aborted = story.sent("ana", "does not");
    log.tell(List.of(new Change.Happened(story.created("ana", "ben")), new Change.Happened(sent)));
    log.tellAndAbort(new Change.Happened(aborted));
    MessageSent after = story.sent("ben", "arrives, too");
    log.tell(List.of(new Change.Happened(after)));

    Running sink = start();
    Sinks.awaitApplied(database, log);
    Sinks.await("ready", () -> sink.readiness().report().ready());

    assertThat(text(sent)).isEqualTo("arrives");
    assertThat(text(aborted)).isEqualTo("nothing");
    assertThat(text(after)).isEqualTo("arrives, too");
    assertThat(sink.metrics().scrape()).contains("chat_sink_lag_seconds", "chat_sink_lag_records");
  }

  @Test
  void aReplayFromTheBeginningGivesIdenticalTables() throws Exception {
    long seed = System.nanoTime();
    List<Change> changes = RandomStories.tell(seed, 5, 300);
    Running live = start();
    log.tell(changes.subList(0, 120));
    stop(live);
    start();
    log.tell(changes.subList(120, changes.size()));
    Sinks.awaitApplied(database, log);

    TestDatabase rebuilt = TestDatabase.empty();
    running.add(Sinks.start(rebuilt, Sinks.group()));
    Sinks.awaitApplied(rebuilt, log);

    assertThat(rebuilt.digests()).as("seed %d", seed).isEqualTo(database.digests());
    assertThat(database.count("messages")).isPositive();
  }

  @Test
  void aPoisonRecordBecomesADeadLetterAndStopsNothing() throws Exception {
    start();
    MessageSent before = story.sent("ana", "before");
    MessageSent after = story.sent("ana", "after");
    log.tell(List.of(new Change.Happened(before)));
    List<RecordMetadata> poison = new ArrayList<>();
    poison.add(log.raw(Topics.EVENTS, null, new byte[] {1, 2, 3}));
    poison.add(
        log.raw(
            Topics.EVENTS, "k", "{\"type\":\"from.the.future\"}".getBytes(StandardCharsets.UTF_8)));
    poison.add(log.raw(Topics.RECEIPTS, "k", null));
    poison.add(log.raw(Topics.EVENTS, "another", Topics.EVENTS.codec().encode(after)));
    log.tell(List.of(new Change.Happened(after)));
    Sinks.awaitApplied(database, log);

    assertThat(text(before)).isEqualTo("before");
    assertThat(text(after)).isEqualTo("after");
    poison.forEach(lost -> assertThat(deadLetter(lost)).isNotNull());
  }

  @Test
  void aRowThatPostgresRefusesIsPutAsideAndItsNeighboursAreWritten() throws Exception {
    MessageSent before = story.sent("ana", "before");
    MessageSent nul = story.sent("ana", "a \0 in it");
    MessageSent after = story.sent("ana", "after");
    log.tell(
        List.of(
            new Change.Happened(story.created("ana", "ben")),
            new Change.Happened(before),
            new Change.Happened(nul),
            new Change.Happened(after)));
    Running sink = start();
    Sinks.awaitApplied(database, log);

    assertThat(text(before)).isEqualTo("before");
    assertThat(text(nul)).isEqualTo("nothing");
    assertThat(text(after)).isEqualTo("after");
    assertThat(deadLetters()).anyMatch(letter -> "REFUSED".equals(letter.header("dlq-error-code")));
    assertThat(sink.metrics().scrape()).contains("chat_sink_refused_total");
  }

  @Test
  void deletingTakesTheContentAwayAlsoFromARebuild() throws Exception {
    MessageSent secret = story.sent("ana", new MessageBody.Plain("canary-7f3a"), null, null);
    start();
    log.tell(List.of(new Change.Happened(secret)));
    Sinks.awaitApplied(database, log);
    assertThat(text(secret)).isEqualTo("canary-7f3a");

    log.tell(List.of(new Change.Happened(story.deleted(secret, "ana"))));
    Sinks.awaitApplied(database, log);
    TestDatabase rebuilt = TestDatabase.empty();
    running.add(Sinks.start(rebuilt, Sinks.group()));
    Sinks.awaitApplied(rebuilt, log);

    for (TestDatabase each : List.of(database, rebuilt)) {
      assertThat(each.rows("SELECT 1 FROM messages m WHERE m::text LIKE '%canary-7f3a%'"))
          .isEmpty();
    }
  }

  @Test
  void twoOwnersOfTheSamePartitionsWriteEverythingOnce() throws Exception {
    Running sink = start();
    log.tell(List.of(new Change.Happened(story.created("ana", "ben"))));
    Sinks.awaitApplied(database, log);
    // A group of its own makes the second an owner of partitions that the first owns, too.
    Running rival = Sinks.start(database, Sinks.group());
    running.add(rival);
    List<Change> sent = new ArrayList<>();
    for (int i = 0; i < 600; i++) {
      sent.add(new Change.Happened(story.sent("ana")));
    }
    log.tell(sent);
    Sinks.awaitApplied(database, log);

    assertThat(
            database.rows(
                "SELECT count(*), count(DISTINCT id), max(seq) FROM messages WHERE conversation_id = '"
                    + story.id
                    + "'"))
        .containsExactly("600|600|600");
    assertThat(sink.failure()).isNotDone();
    assertThat(rival.failure()).isNotDone();
  }

  @Test
  void aSinkWhoseConnectionsAreCutMidBatchGoesOnWithoutLossOrRepetition() throws Exception {
    long seed = System.nanoTime();
    List<Change> changes = RandomStories.tell(seed, 3, 300);
    start();
    log.tell(changes.subList(0, 10));
    Sinks.awaitApplied(database, log);
    try (Connection blocker = database.connection();
        Statement statement = blocker.createStatement()) {
      blocker.setAutoCommit(false);
      statement.execute("LOCK TABLE conversations IN ACCESS EXCLUSIVE MODE");
      log.tell(changes.subList(10, changes.size()));
      Sinks.await("a transaction in the middle", () -> !waiting().isEmpty());
      statement.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE " + SINKS);
      blocker.rollback();
    }
    Sinks.awaitApplied(database, log);

    TestDatabase undisturbed = TestDatabase.empty();
    running.add(Sinks.start(undisturbed, Sinks.group()));
    Sinks.awaitApplied(undisturbed, log);
    assertThat(database.digests()).as("seed %d", seed).isEqualTo(undisturbed.digests());
  }

  private static final String SINKS =
      "application_name = 'persistence-sink' AND datname = current_database()";

  private List<String> waiting() throws Exception {
    return database.rows(
        "SELECT pid FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND " + SINKS);
  }

  private List<SeenRecord> deadLetters() {
    try (KafkaProbe probe = KafkaProbe.of(TestInfrastructure.kafka().bootstrapServers())) {
      return probe.await(
          Topics.DEAD_LETTERS.name(), Duration.ofSeconds(10), "letters", r -> !r.isEmpty());
    }
  }

  private @Nullable SeenRecord deadLetter(RecordMetadata lost) {
    Map<String, String> coordinates =
        Map.of(
            "dlq-topic", lost.topic(),
            "dlq-partition", Integer.toString(lost.partition()),
            "dlq-offset", Long.toString(lost.offset()));
    return deadLetters().stream()
        .filter(letter -> letter.headers().entrySet().containsAll(coordinates.entrySet()))
        .findFirst()
        .orElse(null);
  }
}

package io.viatra.chat.streams.router;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.viatra.chat.runtime.metrics.Metrics;
import io.viatra.chat.schemas.conversation.ConversationType;
import io.viatra.chat.schemas.delivery.ConversationDelivery;
import io.viatra.chat.schemas.delivery.ConversationSnapshot;
import io.viatra.chat.schemas.delivery.Delivery;
import io.viatra.chat.schemas.mailbox.MailboxDelivery;
import io.viatra.chat.schemas.mailbox.MailboxRecord;
import io.viatra.chat.schemas.mailbox.SessionSnapshot;
import io.viatra.chat.schemas.mailbox.UnreadChange;
import io.viatra.chat.schemas.push.PushReason;
import io.viatra.chat.schemas.session.NodeHeartbeat;
import io.viatra.chat.schemas.session.SessionOpened;
import io.viatra.chat.schemas.topic.Topic;
import io.viatra.chat.schemas.topic.Topics;
import io.viatra.chat.streams.RocksMemory;
import io.viatra.chat.streams.StreamsApplication;
import io.viatra.chat.streams.TestSettings;
import io.viatra.chat.testkit.EmbeddedKafka;
import io.viatra.chat.testkit.KafkaProbe;
import io.viatra.chat.testkit.SeenRecord;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The router on a real broker: what only its changelogs, its partitioner and its producer decide.
class RouterIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int SLOT = 9;

  private final Chat chat = Chat.of(new UUID(1, 1), "ann", "bob");
  private final Metrics metrics = new Metrics("router");
  private final RocksMemory memory = RocksMemory.of(16 * 1024 * 1024);
  @TempDir Path directory;
  private EmbeddedKafka kafka;
  private KafkaProbe probe;

  @BeforeEach
  void open() throws Exception {
    kafka = EmbeddedKafka.start(directory.resolve("kafka"));
    probe = KafkaProbe.of(kafka.bootstrapServers());
    RouterTopics.create(probe);
  }

  @AfterEach
  void close() throws Exception {
    probe.close();
    kafka.close();
    memory.close();
    metrics.close();
  }

  private StreamsApplication start(String state) throws Exception {
    var settings = TestSettings.at(kafka.bootstrapServers(), directory.resolve(state));
    return RouterApplication.open(settings, memory, metrics);
  }

  /// Each would otherwise put the other out for ever.
  @Test
  void ofTwoInstancesOnACopiedDiskTheNewerKeepsThePlace() throws Exception {
    try (var older = start("original")) {
      Awaitility.await("the older runs").atMost(PATIENCE).until(older::isRunning);
      Files.createDirectories(directory.resolve("copy"));
      Files.copy(
          directory.resolve("original").resolve("it-router.id"),
          directory.resolve("copy").resolve("it-router.id"));
      try (var newer = start("copy")) {
        Awaitility.await("the older ends").atMost(PATIENCE).until(() -> older.ended().isDone());
        assertThat(older.ended()).isCompletedExceptionally();
        Awaitility.await("the newer runs").atMost(PATIENCE).until(newer::isRunning);
        assertThat(newer.ended()).isNotDone();
      }
    }
  }

  private <T> void send(Topic<T> topic, String key, T value) {
    var _ = probe.produce(topic.name(), key, topic.codec().encode(value), Map.of());
  }

  private void deliver(Delivery delivery) {
    send(Topics.DELIVERIES, chat.id.toString(), delivery);
  }

  /// Of a node that goes silent afterwards, so it lives for eight seconds more.
  private void openSession() {
    send(Topics.NODES, "edge-a", new NodeHeartbeat("edge-a", SLOT, 5, Instant.now()));
    send(
        Topics.SESSIONS,
        "bob",
        new SessionOpened("bob", "s1", null, "edge-a", SLOT, 5, Instant.now()));
  }

  private List<SeenRecord> await(Topic<?> topic, String what, Predicate<List<SeenRecord>> enough) {
    return probe.await(topic.name(), PATIENCE, what, enough);
  }

  private List<MailboxRecord> mailbox(int count) {
    return await(Topics.MAILBOX, "the mailbox fills", seen -> seen.size() >= count).stream()
        .peek(record -> assertThat(record.partition()).isEqualTo(SLOT))
        .map(record -> RouterBench.decoded(Topics.MAILBOX, record.bytes()))
        .toList();
  }

  @Test
  void aRestartWithoutItsDiskKeepsSessionsUnreadAndPendingPushes() throws Exception {
    try (var _ = start("first")) {
      deliver(chat.frame());
      openSession();
      assertThat(mailbox(1).getFirst()).isInstanceOf(SessionSnapshot.class);
      deliver(chat.message("ann"));
      assertThat(unread(mailbox(2).getLast())).isEqualTo(1);
    }
    try (var _ = start("second")) {
      deliver(chat.message("ann"));
      assertThat(unread(mailbox(3).getLast())).isEqualTo(2);
      var pushes = await(Topics.PUSH_REQUESTS, "the socket is silent", seen -> !seen.isEmpty());
      var push = RouterBench.decoded(Topics.PUSH_REQUESTS, pushes.getFirst().bytes());
      assertThat(push.userId()).isEqualTo("bob");
      assertThat(push.reason()).isEqualTo(PushReason.UNDELIVERED);
      assertThat(push.badge()).isEqualTo(2);
    }
  }

  private static long unread(MailboxRecord record) {
    return ((MailboxDelivery) record).unread().stream().mapToLong(UnreadChange::count).sum();
  }

  @Test
  void aDeliveryThatNoMailboxTakesIsBuriedAndTheNextOneArrives() throws Exception {
    try (var _ = start("first")) {
      deliver(chat.frame());
      openSession();
      deliver(new ConversationDelivery(huge(), chat.users()));
      deliver(chat.message("ann"));
      assertThat(unread(mailbox(2).getLast())).isEqualTo(1);
      var letters = await(Topics.DEAD_LETTERS, "it is buried", seen -> !seen.isEmpty());
      assertThat(letters.getFirst().header("dlq-topic")).isEqualTo(Topics.DELIVERIES.name());
      assertThat(letters.getFirst().header("dlq-offset")).isEqualTo("1");
      assertThat(letters.getFirst().header("dlq-error-code")).isEqualTo("oversized");
    }
  }

  /// Fits into a record by itself, and not with anything around it.
  private ConversationSnapshot huge() {
    var metadata = JsonNodeFactory.instance.objectNode().put("a", "x".repeat(1_047_950));
    return new ConversationSnapshot(
        chat.id, 1, Chat.AT, ConversationType.GROUP, null, null, metadata, 0, Chat.AT, List.of());
  }
}

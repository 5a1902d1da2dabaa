package io.viatra.chat.streams.router;

import static io.viatra.chat.streams.router.RouterBench.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.viatra.chat.runtime.metrics.Metrics;
import io.viatra.chat.schemas.delivery.Delivery;
import io.viatra.chat.schemas.delivery.MessageDelivery;
import io.viatra.chat.schemas.mailbox.MailboxDelivery;
import io.viatra.chat.schemas.mailbox.MailboxRecord;
import io.viatra.chat.schemas.mailbox.SessionSnapshot;
import io.viatra.chat.schemas.mailbox.UnreadChange;
import io.viatra.chat.schemas.session.NodeHeartbeat;
import io.viatra.chat.schemas.session.SessionOpened;
import io.viatra.chat.schemas.topic.Topic;
import io.viatra.chat.schemas.topic.Topics;
import io.viatra.chat.streams.CarelessProducer;
import io.viatra.chat.streams.RocksMemory;
import io.viatra.chat.streams.StreamsApplication;
import io.viatra.chat.streams.TestSettings;
import io.viatra.chat.testkit.EmbeddedKafka;
import io.viatra.chat.testkit.KafkaProbe;
import io.viatra.chat.testkit.SeenRecord;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every kind of record that nobody should have written, in each of the router's inputs, through a
/// real broker, one by one: each is kept with where it lay and why, and the message and the session
/// behind it come through.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RouterPoisonIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int SLOT = 9;
  private static final long EPOCH = 5;

  /// As the dead letters keep it.
  private static final int VALUE_BYTES_MAX = 512 * 1024;

  private static final int KEY_BYTES_MAX = 4 * 1024;

  private final Chat chat = Chat.of(RouterPoison.ID, "ann", "bob");
  private final Metrics metrics = new Metrics("router");
  private final RocksMemory memory = RocksMemory.of(16 * 1024 * 1024);
  private EmbeddedKafka kafka;
  private KafkaProbe probe;
  private CarelessProducer producer;
  private StreamsApplication router;
  private int sockets;

  @BeforeAll
  void open(@TempDir Path directory) throws Exception {
    kafka = EmbeddedKafka.start(directory.resolve("kafka"));
    probe = KafkaProbe.of(kafka.bootstrapServers());
    producer = new CarelessProducer(kafka.bootstrapServers());
    RouterTopics.create(probe);
    deliver(chat.frame());
    send(Topics.NODES, "edge-a", new NodeHeartbeat("edge-a", SLOT, EPOCH, Instant.now()));
    var settings = TestSettings.at(kafka.bootstrapServers(), directory.resolve("state"));
    router = RouterApplication.open(settings, memory, metrics);
    aSocketOpens("bob");
  }

  @AfterAll
  void close() throws Exception {
    router.close();
    producer.close();
    probe.close();
    kafka.close();
    memory.close();
    metrics.close();
  }

  static Stream<RouterPoison> poisons() {
    return RouterPoison.all();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("poisons")
  void isKeptWithItsCoordinatesAndWhatIsBehindItComesThrough(RouterPoison poison) throws Exception {
    var lies = send(poison.topic(), poison.key(), poison.value());
    bothComeThrough();
    var letter = letter(poison.topic(), lies);
    assertThat(letter.headers())
        .containsEntry("dlq-service", "router")
        .containsEntry("dlq-error-code", poison.code());
    assertThat(letter.raw().key()).isEqualTo(cut(poison.key(), KEY_BYTES_MAX));
    assertThat(letter.raw().value()).isEqualTo(cut(poison.value(), VALUE_BYTES_MAX));
  }

  /// The producer's clock is not believed beyond an hour, by the broker itself.
  @Test
  void aTimeFarAheadIsRefusedByTheBroker() throws Exception {
    long farAhead = Instant.parse("2999-01-01T00:00:00Z").toEpochMilli();
    for (var topic : List.of(Topics.DELIVERIES, Topics.SESSIONS, Topics.NODES)) {
      var record = new ProducerRecord<>(topic.name(), 0, farAhead, bytes("bob"), bytes("{}"));
      assertThatThrownBy(() -> producer.send(record))
          .hasCauseInstanceOf(InvalidTimestampException.class);
    }
    bothComeThrough();
  }

  private static byte @Nullable [] cut(byte @Nullable [] bytes, int max) {
    return bytes == null || bytes.length <= max ? bytes : Arrays.copyOf(bytes, max);
  }

  /// In the same partition of either topic, and the offsets of both are committed.
  private void bothComeThrough() throws Exception {
    var opened = aSocketOpens("guest-" + sockets++);
    var message = chat.message("ann");
    var delivered = deliver(message);
    long seq = message.message().seq();
    var told = mailbox("message " + seq, record -> isMessage(record, seq));
    assertThat(((MailboxDelivery) told).unread())
        .extracting(UnreadChange::count)
        .containsExactly(seq);
    awaitCommitted(Topics.SESSIONS, opened);
    awaitCommitted(Topics.DELIVERIES, delivered);
  }

  private RecordMetadata aSocketOpens(String user) throws Exception {
    var opened = new SessionOpened(user, "s-" + user, null, "edge-a", SLOT, EPOCH, Instant.now());
    var written = send(Topics.SESSIONS, user, opened);
    mailbox(
        "the snapshot of " + user,
        record -> record instanceof SessionSnapshot snapshot && snapshot.userId().equals(user));
    return written;
  }

  private static boolean isMessage(MailboxRecord record, long seq) {
    return record instanceof MailboxDelivery delivery
        && delivery.delivery() instanceof MessageDelivery message
        && message.message().seq() == seq;
  }

  private MailboxRecord mailbox(String what, Predicate<MailboxRecord> wanted) {
    return probe
        .await(
            Topics.MAILBOX.name(),
            PATIENCE,
            what,
            seen -> seen.stream().map(RouterPoisonIT::decoded).anyMatch(wanted))
        .stream()
        .map(RouterPoisonIT::decoded)
        .filter(wanted)
        .findFirst()
        .orElseThrow();
  }

  private static MailboxRecord decoded(SeenRecord record) {
    return RouterBench.decoded(Topics.MAILBOX, record.bytes());
  }

  private void awaitCommitted(Topic<?> topic, RecordMetadata record) {
    var partition = new TopicPartition(topic.name(), record.partition());
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    try (var group = probe.groupConsumer("it-router", "classic")) {
      var committed = group.committed(Set.of(partition)).get(partition);
      while (committed == null || committed.offset() <= record.offset()) {
        assertThat(System.nanoTime()).as("%s, %s", topic.name(), committed).isLessThan(deadline);
        committed = group.committed(Set.of(partition)).get(partition);
      }
    }
  }

  /// A heartbeat is buried by the next tick of a task.
  private SeenRecord letter(Topic<?> topic, RecordMetadata lies) {
    Predicate<SeenRecord> isIts =
        letter ->
            topic.name().equals(letter.header("dlq-topic"))
                && Integer.toString(lies.partition()).equals(letter.header("dlq-partition"))
                && Long.toString(lies.offset()).equals(letter.header("dlq-offset"));
    var letters =
        probe
            .await(
                Topics.DEAD_LETTERS.name(),
                PATIENCE,
                "it is buried",
                seen -> seen.stream().anyMatch(isIts))
            .stream()
            .filter(isIts)
            .toList();
    assertThat(letters).hasSize(1);
    return letters.getFirst();
  }

  private RecordMetadata deliver(Delivery delivery) throws Exception {
    return send(Topics.DELIVERIES, chat.id.toString(), delivery);
  }

  private <T> RecordMetadata send(Topic<T> topic, String key, T value) throws Exception {
    return send(topic, bytes(key), topic.codec().encode(value));
  }

  private RecordMetadata send(Topic<?> topic, byte @Nullable [] key, byte @Nullable [] value)
      throws Exception {
    return producer.send(new ProducerRecord<>(topic.name(), 0, null, key, value));
  }
}

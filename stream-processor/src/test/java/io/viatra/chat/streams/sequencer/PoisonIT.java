package io.viatra.chat.streams.sequencer;

import static io.viatra.chat.streams.sequencer.Commands.ANA;
import static io.viatra.chat.streams.sequencer.Commands.BEN;
import static io.viatra.chat.streams.sequencer.Commands.message;
import static io.viatra.chat.streams.sequencer.Poison.GROUP;
import static io.viatra.chat.streams.sequencer.Poison.HOME;
import static io.viatra.chat.streams.sequencer.Poison.PARTITIONS;
import static org.assertj.core.api.Assertions.assertThat;

import io.viatra.chat.runtime.metrics.Metrics;
import io.viatra.chat.schemas.codec.Decoded;
import io.viatra.chat.schemas.command.Command;
import io.viatra.chat.schemas.event.ChatEvent;
import io.viatra.chat.schemas.event.CommandRejected;
import io.viatra.chat.schemas.event.MessageSent;
import io.viatra.chat.schemas.topic.Partitions;
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
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every kind of record that nobody should have written, through a real broker, one by one: each is
/// kept with where it lay and why, and who comes behind it in the same partition is numbered.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PoisonIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /// As the dead letters keep it.
  private static final int VALUE_BYTES_MAX = 512 * 1024;

  private static final int KEY_BYTES_MAX = 4 * 1024;

  /// Beyond any clock that is only wrong.
  private static final long FAR_AHEAD = Instant.parse("2999-01-01T00:00:00Z").toEpochMilli();

  /// A conversation of the other partition, for those who come behind poison there.
  private static final UUID NEIGHBOUR =
      Stream.generate(UUID::randomUUID)
          .filter(id -> Partitions.of(id.toString(), PARTITIONS) != HOME)
          .findFirst()
          .orElseThrow();

  private final Metrics metrics = new Metrics("sequencer");
  private final RocksMemory memory = RocksMemory.of(16 * 1024 * 1024);
  private EmbeddedKafka kafka;
  private KafkaProbe probe;
  private CarelessProducer producer;
  private StreamsApplication sequencer;
  private int bystanders;

  @BeforeAll
  void open(@TempDir Path directory) throws Exception {
    kafka = EmbeddedKafka.start(directory.resolve("kafka"));
    probe = KafkaProbe.of(kafka.bootstrapServers());
    producer = new CarelessProducer(kafka.bootstrapServers());
    // That of the commands last: once it has been written to, the broker knows them all.
    for (var topic : SequencerTopology.coPartitioned().reversed()) {
      probe.createTopic(topic.name(), PARTITIONS, topic.retention().config());
    }
    send(Commands.group(GROUP, ANA, BEN));
    send(Commands.group(NEIGHBOUR, ANA, BEN));
    send(message(GROUP, ANA, "hello").command());
    var settings = TestSettings.at(kafka.bootstrapServers(), directory.resolve("state"));
    sequencer = SequencerApplication.open(settings, memory, metrics);
  }

  @AfterAll
  void close() throws Exception {
    sequencer.close();
    producer.close();
    probe.close();
    kafka.close();
    memory.close();
    metrics.close();
  }

  static Stream<Poison> poisons() {
    return Poison.all();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("poisons")
  void isKeptWithItsCoordinatesAndTheNextIsNumbered(Poison poison) throws Exception {
    var lies = send(poison.partition(), poison.key(), poison.value(), null);
    var events = afterABystander(poison.partition());

    var letter = letter(lies);
    assertThat(letter.headers())
        .containsEntry("dlq-topic", Topics.COMMANDS.name())
        .containsEntry("dlq-service", "sequencer")
        .containsEntry("dlq-error-code", poison.code());
    assertThat(letter.headers().toString()).as("no content in headers").doesNotContain("hello");
    assertThat(letter.raw().key()).isEqualTo(cut(poison.key(), KEY_BYTES_MAX));
    assertThat(letter.raw().value()).isEqualTo(cut(poison.value(), VALUE_BYTES_MAX));
    assertThat(refusals(events, lies)).isEqualTo(Stream.ofNullable(poison.refused()).toList());
  }

  /// The broker's clock counts, whatever a producer says.
  @Test
  void aTimeFarAheadIsNotBelievedAndTheCommandIsGood() throws Exception {
    var command = message(GROUP, ANA, "ahead").command();
    send(HOME, Poison.key(GROUP), Poison.encoded(command), FAR_AHEAD);
    var soon = Instant.now().plus(Duration.ofHours(1));
    assertThat(messages(afterABystander(HOME)))
        .anyMatch(sent -> sent.clientMessageId().equals("ahead"))
        .allSatisfy(sent -> assertThat(sent.at()).isBefore(soon));
  }

  private static byte @Nullable [] cut(byte @Nullable [] bytes, int max) {
    return bytes == null || bytes.length <= max ? bytes : Arrays.copyOf(bytes, max);
  }

  /// All events up to that of a command that follows in this partition; its offset is committed
  /// with them.
  private List<SeenRecord> afterABystander(int partition) throws Exception {
    var id = partition == HOME ? GROUP : NEIGHBOUR;
    var name = "by-" + bystanders++;
    long next = send(message(id, BEN, name).command()).offset() + 1;
    var events =
        probe.await(
            Topics.EVENTS.name(),
            PATIENCE,
            name + " is numbered",
            seen -> messages(seen).stream().anyMatch(sent -> sent.clientMessageId().equals(name)));
    awaitCommitted(new TopicPartition(Topics.COMMANDS.name(), partition), next);
    return events;
  }

  private void awaitCommitted(TopicPartition partition, long offset) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    try (var group = probe.groupConsumer("it-sequencer", "classic")) {
      var committed = group.committed(Set.of(partition)).get(partition);
      while (committed == null || committed.offset() < offset) {
        assertThat(System.nanoTime()).as("%s behind %d", committed, offset).isLessThan(deadline);
        committed = group.committed(Set.of(partition)).get(partition);
      }
    }
  }

  private SeenRecord letter(RecordMetadata lies) {
    var letters =
        probe.read(Topics.DEAD_LETTERS.name()).stream()
            .filter(letter -> isAt(lies, letter, "dlq-partition", "dlq-offset"))
            .toList();
    assertThat(letters).hasSize(1);
    return letters.getFirst();
  }

  private static List<Object> refusals(List<SeenRecord> events, RecordMetadata lies) {
    return events.stream()
        .filter(event -> isAt(lies, event, "cmd-partition", "cmd-offset"))
        .map(PoisonIT::event)
        .<Object>map(event -> event instanceof CommandRejected no ? no.code() : event)
        .toList();
  }

  private static boolean isAt(
      RecordMetadata lies, SeenRecord seen, String partition, String offset) {
    return Integer.toString(lies.partition()).equals(seen.header(partition))
        && Long.toString(lies.offset()).equals(seen.header(offset));
  }

  private RecordMetadata send(Command command) throws Exception {
    var id = command.conversationId();
    int partition = Partitions.of(id.toString(), PARTITIONS);
    return send(partition, Poison.key(id), Poison.encoded(command), null);
  }

  private RecordMetadata send(
      int partition, byte @Nullable [] key, byte @Nullable [] value, @Nullable Long at)
      throws Exception {
    return producer.send(new ProducerRecord<>(Topics.COMMANDS.name(), partition, at, key, value));
  }

  private static @Nullable ChatEvent event(SeenRecord record) {
    return Topics.EVENTS.codec().decode(record.bytes())
            instanceof Decoded.Value<ChatEvent>(var event)
        ? event
        : null;
  }

  private static List<MessageSent> messages(List<SeenRecord> seen) {
    return seen.stream()
        .map(PoisonIT::event)
        .filter(MessageSent.class::isInstance)
        .map(MessageSent.class::cast)
        .filter(Objects::nonNull)
        .toList();
  }
}

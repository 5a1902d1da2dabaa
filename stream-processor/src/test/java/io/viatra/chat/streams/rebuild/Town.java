package io.viatra.chat.streams.rebuild;

import io.viatra.chat.runtime.metrics.Metrics;
import io.viatra.chat.schemas.codec.Decoded;
import io.viatra.chat.schemas.command.Command;
import io.viatra.chat.schemas.command.CreateConversation;
import io.viatra.chat.schemas.command.SendMessage;
import io.viatra.chat.schemas.conversation.ConversationType;
import io.viatra.chat.schemas.conversation.MessageBody;
import io.viatra.chat.schemas.conversation.MessageId;
import io.viatra.chat.schemas.conversation.MessageType;
import io.viatra.chat.schemas.event.ChatEvent;
import io.viatra.chat.schemas.event.MessageSent;
import io.viatra.chat.schemas.receipt.UnreadCount;
import io.viatra.chat.schemas.topic.Topic;
import io.viatra.chat.schemas.topic.Topics;
import io.viatra.chat.streams.PartitionCounts;
import io.viatra.chat.streams.RocksMemory;
import io.viatra.chat.streams.StreamsApplication;
import io.viatra.chat.streams.TestSettings;
import io.viatra.chat.streams.router.RouterApplication;
import io.viatra.chat.streams.sequencer.SequencerApplication;
import io.viatra.chat.streams.sequencer.SequencerTopology;
import io.viatra.chat.testkit.EmbeddedKafka;
import io.viatra.chat.testkit.KafkaProbe;
import io.viatra.chat.testkit.SeenRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.awaitility.Awaitility;

/// A broker with all topics, both applications on it while they live, and people who write
/// commands.
final class Town implements AutoCloseable {
  static final Duration PATIENCE = Duration.ofMinutes(1);

  final EmbeddedKafka kafka;

  /// Another one after topics were made anew: its producer would go by the old partitions.
  KafkaProbe probe;

  private final Path directory;

  Town(Path directory, int partitions) throws Exception {
    this.directory = directory;
    kafka = EmbeddedKafka.start(directory.resolve("kafka"));
    probe = KafkaProbe.of(kafka.bootstrapServers());
    for (var topic : Topics.all()) {
      create(topic, partitions);
    }
    awaitTopics(partitions);
  }

  /// All topics that are placed by conversation or user, empty and with another number of
  /// partitions: what a restore from a dump begins with.
  void recreate(int partitions) throws Exception {
    var placed =
        Topics.all().stream().filter(topic -> topic.partitions(1) != topic.partitions(2)).toList();
    var settings = TestSettings.at(kafka.bootstrapServers(), state()).kafka();
    try (var cluster = new Cluster(settings, 1)) {
      cluster.delete(placed.stream().<String>map(Topic::name).toList());
    }
    for (var topic : placed) {
      create(topic, partitions);
    }
    awaitTopics(partitions);
    probe.close();
    probe = KafkaProbe.of(kafka.bootstrapServers());
  }

  /// A topic that was just created is not shown to everybody at once.
  void awaitTopics(int partitions) {
    var settings = TestSettings.at(kafka.bootstrapServers(), state()).kafka();
    Awaitility.await("the topics are there")
        .atMost(PATIENCE)
        .ignoreExceptions()
        .until(() ->
            PartitionCounts.common(settings, SequencerTopology.coPartitioned()) == partitions);
  }

  void create(Topic<?> topic, int partitions) {
    probe.createTopic(topic.name(), topic.partitions(partitions), topic.retention().config());
  }

  /// Both applications, as the service opens them.
  final class Life implements AutoCloseable {
    private final Metrics metrics = new Metrics("town");
    private final RocksMemory memory = RocksMemory.of(16 * 1024 * 1024);
    private final StreamsApplication router;
    private final StreamsApplication sequencer;

    Life() throws Exception {
      var settings = TestSettings.at(kafka.bootstrapServers(), state());
      router = RouterApplication.open(settings, memory, metrics);
      try {
        sequencer = SequencerApplication.open(settings, memory, metrics);
      } catch (Exception e) {
        router.close();
        throw e;
      }
    }

    @Override
    public void close() {
      sequencer.close();
      router.close();
      memory.close();
      metrics.close();
    }
  }

  Path state() {
    return directory.resolve("state");
  }

  void say(Command command) {
    var _ =
        probe.produce(
            Topics.COMMANDS.name(),
            command.conversationId().toString(),
            Topics.COMMANDS.codec().encode(command),
            Map.of());
  }

  static CreateConversation group(UUID id, String owner, String... others) {
    return new CreateConversation(
        id, owner, ConversationType.GROUP, List.of(others), "a name", null, null);
  }

  static SendMessage message(UUID id, String sender, String client) {
    return new SendMessage(
        id,
        sender,
        MessageId.of(id, sender, client),
        client,
        MessageType.TEXT,
        new MessageBody.Plain("said " + client),
        null,
        null,
        null,
        null);
  }

  /// Until the log has so many events.
  List<ChatEvent> events(int count) {
    return await(Topics.EVENTS, seen -> seen.size() >= count).stream()
        .map(record -> decoded(Topics.EVENTS, record))
        .toList();
  }

  MessageSent sent(int events, String client) {
    return events(events).stream()
        .filter(MessageSent.class::isInstance)
        .map(MessageSent.class::cast)
        .filter(sent -> sent.clientMessageId().equals(client))
        .findFirst()
        .orElseThrow();
  }

  /// Until the router has told this count of somebody.
  void unread(String user, UUID id, long lastSeq, long count) {
    var _ =
        await(
            Topics.UNREAD,
            seen ->
                seen.stream()
                    .filter(record -> (user + "|" + id).equals(record.key()))
                    .filter(record -> record.value() != null)
                    .map(record -> decoded(Topics.UNREAD, record))
                    .reduce((_, later) -> later)
                    .filter(last -> is(last, lastSeq, count))
                    .isPresent());
  }

  private static boolean is(UnreadCount last, long lastSeq, long count) {
    return last.lastSeq() == lastSeq && last.count() == count;
  }

  private List<SeenRecord> await(Topic<?> topic, Predicate<List<SeenRecord>> enough) {
    return probe.await(topic.name(), PATIENCE, "the applications work", enough);
  }

  static <T> T decoded(Topic<T> topic, SeenRecord record) {
    return switch (topic.codec().decode(record.bytes())) {
      case Decoded.Value<T>(var known) -> known;
      case Decoded.Malformed<T>(var reason) -> throw new AssertionError(reason);
    };
  }

  @Override
  public void close() throws IOException {
    probe.close();
    kafka.close();
  }
}

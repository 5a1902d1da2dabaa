package io.viatra.chat.streams.sequencer;

import static io.viatra.chat.streams.sequencer.Commands.message;
import static org.assertj.core.api.Assertions.assertThat;

import io.viatra.chat.schemas.codec.Codec;
import io.viatra.chat.schemas.codec.CommandPosition;
import io.viatra.chat.schemas.codec.Decoded;
import io.viatra.chat.schemas.command.Command;
import io.viatra.chat.schemas.event.ChatEvent;
import io.viatra.chat.schemas.event.CommandOutcome;
import io.viatra.chat.schemas.event.ConversationEvent;
import io.viatra.chat.schemas.event.MessageSent;
import io.viatra.chat.schemas.event.SettingsChanged;
import io.viatra.chat.schemas.topic.Topics;
import io.viatra.chat.testkit.EmbeddedKafka;
import io.viatra.chat.testkit.KafkaProbe;
import io.viatra.chat.testkit.SeenRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Killed twice in the middle of a backlog, the second time with the loss of its disk, the
/// sequencer gives every acked command one outcome, and no number twice or never.
class SequencerKillIT {
  private static final int PARTITIONS = 6;
  private static final int CONVERSATIONS = 20;
  private static final int MESSAGES = 2_000;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Random random = seeded();
  private final List<UUID> conversations = new ArrayList<>();
  private final List<Future<RecordMetadata>> acks = new ArrayList<>();
  private int messages;

  private static Random seeded() {
    long seed = Long.getLong("seed", new Random().nextLong());
    System.out.println("seed " + seed);
    return new Random(seed);
  }

  @Test
  void killedUnderLoadItNumbersOnWithoutHoleOrRepeat(@TempDir Path directory) throws Exception {
    try (var kafka = EmbeddedKafka.start(directory.resolve("kafka"));
        var probe = KafkaProbe.of(kafka.bootstrapServers());
        var producer = producer(kafka)) {
      for (var topic : SequencerTopology.coPartitioned()) {
        probe.createTopic(topic.name(), PARTITIONS, topic.retention().config());
      }
      create(producer);
      var kept = directory.resolve("state");
      round(producer, probe, start(kafka, directory, kept, 1), 200);
      round(producer, probe, start(kafka, directory, kept, 2), 200 + MESSAGES);
      try (var last = start(kafka, directory, directory.resolve("new-disk"), 3)) {
        load(producer);
        var outcomes = outcomes(probe);
        assertThat(last.isAlive()).isTrue();
        hold(outcomes);
        assertThat(probe.read(Topics.DEAD_LETTERS.name())).hasSize(3);
      }
    }
  }

  private static SequencerProcess start(EmbeddedKafka kafka, Path directory, Path state, int life)
      throws IOException {
    var log = directory.resolve("life-" + life + ".log");
    return SequencerProcess.start(kafka.bootstrapServers(), state, log);
  }

  /// Load, and a kill as soon as so many events are committed: in the middle of what was sent.
  private void round(
      KafkaProducer<byte[], byte[]> producer, KafkaProbe probe, SequencerProcess life, int events)
      throws Exception {
    try (life) {
      load(producer);
      probe.await(
          Topics.EVENTS.name(), PATIENCE, "the sequencer works", seen -> seen.size() >= events);
    }
  }

  private static KafkaProducer<byte[], byte[]> producer(EmbeddedKafka kafka) {
    Map<String, Object> settings =
        Map.of("bootstrap.servers", kafka.bootstrapServers(), "acks", "all", "linger.ms", "5");
    return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
  }

  private void create(KafkaProducer<byte[], byte[]> producer) {
    for (int i = 0; i < CONVERSATIONS; i++) {
      var id = new UUID((random.nextLong() & ~0xf000L) | 0x7000L, random.nextLong());
      conversations.add(id);
      send(producer, Commands.group(id, "ana", "ben", "carla"));
    }
  }

  /// Messages, one in ten of them a repeat, and one poisoned record in between.
  private void load(KafkaProducer<byte[], byte[]> producer) {
    for (int i = 0; i < MESSAGES; i++) {
      var id = conversations.get(random.nextInt(CONVERSATIONS));
      var client = random.nextInt(10) == 0 ? messages - random.nextInt(50) : messages;
      send(producer, message(id, "ana", "client-" + Math.max(0, client)).command());
      messages++;
    }
    byte[] key = conversations.getFirst().toString().getBytes(StandardCharsets.UTF_8);
    var _ = producer.send(new ProducerRecord<>(Topics.COMMANDS.name(), key, new byte[] {1}));
  }

  private void send(KafkaProducer<byte[], byte[]> producer, Command command) {
    byte[] key = command.conversationId().toString().getBytes(StandardCharsets.UTF_8);
    byte[] value = Topics.COMMANDS.codec().encode(command);
    acks.add(producer.send(new ProducerRecord<>(Topics.COMMANDS.name(), key, value)));
  }

  /// Everything in the log, once every acked command has something there.
  private List<SeenRecord> outcomes(KafkaProbe probe) throws Exception {
    Set<CommandPosition> acked = new HashSet<>();
    for (var ack : acks) {
      var position = ack.get(30, TimeUnit.SECONDS);
      acked.add(new CommandPosition(position.partition(), position.offset()));
    }
    return probe.await(
        Topics.EVENTS.name(),
        PATIENCE,
        "every acked command has an outcome",
        seen -> seen.size() >= acked.size() && positions(seen).containsAll(acked));
  }

  private static List<CommandPosition> positions(List<SeenRecord> seen) {
    return seen.stream().map(SequencerKillIT::position).toList();
  }

  private static CommandPosition position(SeenRecord record) {
    return new CommandPosition(
        Integer.parseInt(String.valueOf(record.header(CommandPosition.PARTITION))),
        Long.parseLong(String.valueOf(record.header(CommandPosition.OFFSET))));
  }

  private void hold(List<SeenRecord> outcomes) {
    assertThat(positions(outcomes)).doesNotHaveDuplicates();
    var vers = new HashMap<UUID, Long>();
    var seqs = new HashMap<UUID, Long>();
    var messageIds = new HashSet<UUID>();
    for (var outcome : outcomes) {
      assertThat(outcome.partition()).isEqualTo(position(outcome).partition());
      switch (decoded(Topics.EVENTS.codec(), outcome.bytes())) {
        case ConversationEvent event -> {
          assertThat(event.ver()).isEqualTo(vers.merge(event.conversationId(), 1L, Long::sum));
          if (event instanceof MessageSent sent) {
            assertThat(sent.seq()).isEqualTo(seqs.merge(sent.conversationId(), 1L, Long::sum));
            assertThat(messageIds.add(sent.messageId())).isTrue();
          }
        }
        case SettingsChanged settings -> throw new AssertionError("nobody changed settings");
        case CommandOutcome repeated -> assertThat(repeated.command()).isEqualTo("message.send");
      }
    }
    assertThat(vers).hasSize(CONVERSATIONS);
  }

  private static ChatEvent decoded(Codec<ChatEvent> codec, byte[] value) {
    return switch (codec.decode(value)) {
      case Decoded.Value<ChatEvent>(ChatEvent event) -> event;
      case Decoded.Malformed<ChatEvent>(String reason) -> throw new AssertionError(reason);
    };
  }
}

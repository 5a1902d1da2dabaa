package io.viatra.chat.streams.sequencer;

import static io.viatra.chat.streams.sequencer.Commands.ANA;
import static io.viatra.chat.streams.sequencer.Commands.BEN;
import static io.viatra.chat.streams.sequencer.Commands.message;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.viatra.chat.runtime.kafka.KafkaSettings;
import io.viatra.chat.runtime.metrics.Metrics;
import io.viatra.chat.schemas.codec.Decoded;
import io.viatra.chat.schemas.command.Command;
import io.viatra.chat.schemas.command.MarkRead;
import io.viatra.chat.schemas.event.ChatEvent;
import io.viatra.chat.schemas.event.MessageSent;
import io.viatra.chat.schemas.topic.Topics;
import io.viatra.chat.streams.RocksMemory;
import io.viatra.chat.streams.StreamsSettings;
import io.viatra.chat.testkit.EmbeddedKafka;
import io.viatra.chat.testkit.KafkaProbe;
import io.viatra.chat.testkit.SeenRecord;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every kind of record that nobody should have written, through a real broker into one partition:
/// each is kept with where it lay and why, and the bystander behind it is numbered.
class PoisonIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final UUID GROUP = UUID.fromString("01930000-0000-7000-8000-000000000001");
  private static final UUID OTHER = UUID.fromString("01930000-0000-7000-8000-000000000002");
  private static final byte[] KEY = GROUP.toString().getBytes(UTF_8);

  /// Beyond any clock that is only wrong.
  private static final long FAR_AHEAD = Instant.parse("2999-01-01T00:00:00Z").toEpochMilli();

  private final List<String> expected = new ArrayList<>();
  private final List<Long> offsets = new ArrayList<>();
  private int bystanders;

  @Test
  void eachIsBuriedWithItsCoordinatesAndTheNextIsNumbered(@TempDir Path directory)
      throws Exception {
    var metrics = new Metrics("sequencer");
    try (var kafka = EmbeddedKafka.start(directory.resolve("kafka"));
        var probe = KafkaProbe.of(kafka.bootstrapServers());
        var memory = RocksMemory.of(16 * 1024 * 1024)) {
      // That of the commands last: once it can be written to, the broker knows them all.
      for (var topic : SequencerTopology.coPartitioned().reversed()) {
        probe.createTopic(topic.name(), 1, topic.retention().config());
      }
      var settings =
          new StreamsSettings(
              new KafkaSettings(kafka.bootstrapServers(), Map.of()),
              "it",
              directory.resolve("state"),
              new StreamsSettings.Threads(1, 1, 0),
              1,
              16 * 1024 * 1024);
      write(probe);
      try (var _ = SequencerApplication.open(settings, memory, metrics)) {
        hold(probe);
      }
    }
  }

  private void write(KafkaProbe probe) {
    var hello = encoded(message(GROUP, ANA, "hello").command());
    send(probe, KEY, encoded(Commands.group(GROUP, ANA, BEN)), null);
    poison(probe, null, hello, "no-key");
    poison(probe, KEY, null, "empty");
    poison(probe, KEY, "{\"type\":".getBytes(UTF_8), "not-json");
    poison(probe, KEY, replaced(hello, "message.send", "message.send.v2"), "unknown-type");
    poison(probe, OTHER.toString().getBytes(UTF_8), hello, "foreign-key");
    poison(probe, KEY, encoded(message(GROUP, "zoe", "stranger").command()), "not-found");
    poison(probe, KEY, new byte[300_000], "oversized");
    send(probe, KEY, hello, null);
    poison(probe, KEY, replaced(hello, "\"hello\"}", "\"other\"}"), "conflict");
    poison(
        probe,
        OTHER.toString().getBytes(UTF_8),
        encoded(new MarkRead(OTHER, ANA, 1L, List.of())),
        "not-found");
    send(probe, KEY, encoded(message(GROUP, ANA, "ahead").command()), FAR_AHEAD);
    bystander(probe);
  }

  private void poison(
      KafkaProbe probe, byte @Nullable [] key, byte @Nullable [] value, String code) {
    offsets.add(send(probe, key, value, null));
    expected.add(code);
    bystander(probe);
  }

  private void bystander(KafkaProbe probe) {
    send(probe, KEY, encoded(message(GROUP, BEN, "by-" + bystanders++).command()), null);
  }

  private static long send(
      KafkaProbe probe, byte @Nullable [] key, byte @Nullable [] value, @Nullable Long at) {
    return probe.produce(new ProducerRecord<>(Topics.COMMANDS.name(), 0, at, key, value)).offset();
  }

  private static byte[] encoded(Command command) {
    return Topics.COMMANDS.codec().encode(command);
  }

  private static byte[] replaced(byte[] json, String some, String other) {
    var text = new String(json, UTF_8);
    assertThat(text).contains(some);
    return text.replace(some, other).getBytes(UTF_8);
  }

  private void hold(KafkaProbe probe) {
    var sent =
        probe.await(
            Topics.EVENTS.name(),
            PATIENCE,
            "all bystanders are numbered",
            seen -> messages(seen).size() >= bystanders + 2);
    assertThat(messages(sent)).hasSize(bystanders + 2);
    assertThat(messages(sent)).extracting(MessageSent::seq).doesNotHaveDuplicates();
    assertThat(messages(sent))
        .as("the broker's clock counts, whatever a producer says")
        .allSatisfy(
            message -> assertThat(message.at()).isBefore(Instant.now().plus(Duration.ofHours(1))));
    var letters = probe.read(Topics.DEAD_LETTERS.name());
    assertThat(letters)
        .extracting(letter -> String.valueOf(letter.header("dlq-error-code")))
        .containsExactlyElementsOf(expected);
    assertThat(letters)
        .extracting(letter -> Long.valueOf(String.valueOf(letter.header("dlq-offset"))))
        .containsExactlyElementsOf(offsets);
  }

  private static List<MessageSent> messages(List<SeenRecord> seen) {
    return seen.stream()
        .map(record -> Topics.EVENTS.codec().decode(record.bytes()))
        .map(decoded -> decoded instanceof Decoded.Value<ChatEvent>(var event) ? event : null)
        .filter(MessageSent.class::isInstance)
        .map(MessageSent.class::cast)
        .toList();
  }
}

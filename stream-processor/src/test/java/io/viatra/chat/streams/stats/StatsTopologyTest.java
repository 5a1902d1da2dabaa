package io.viatra.chat.streams.stats;

import static org.assertj.core.api.Assertions.assertThat;

import io.viatra.chat.runtime.metrics.Metrics;
import io.viatra.chat.schemas.codec.CloudEvent;
import io.viatra.chat.schemas.event.MessageSent;
import io.viatra.chat.schemas.topic.Topics;
import io.viatra.chat.streams.RocksMemory;
import io.viatra.chat.streams.TestSettings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import java.util.Random;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// From events to `chat.stats.v1`, in a test driver with the real stores.
class StatsTopologyTest {
  private static final Duration SAY = Duration.ofSeconds(5);

  @TempDir private Path directory;
  private final Metrics metrics = new Metrics("stats");
  private final RocksMemory memory = RocksMemory.of(8 * 1024 * 1024);
  private TopologyTestDriver driver;
  private TestInputTopic<byte[], byte[]> events;
  private TestOutputTopic<byte[], byte[]> stats;

  @BeforeEach
  void open() {
    var properties = new Properties();
    properties.putAll(StatsConfig.of(TestSettings.alone("it", directory), memory));
    var topology = StatsTopology.build(new StatsMeters(metrics));
    driver = new TopologyTestDriver(topology, properties, Instant.EPOCH);
    var bytes = new ByteArraySerializer();
    events = driver.createInputTopic(Topics.EVENTS.name(), bytes, bytes);
    stats =
        driver.createOutputTopic(
            Topics.STATS.name(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  @AfterEach
  void close() {
    driver.close();
    memory.close();
    metrics.close();
  }

  @Test
  void hoursThatChangedAreSaidOnceWithTheirHourAsTimeAndKey() {
    var story = new Story().say(1, "ana", Duration.ZERO).say(1, "ben", Duration.ofHours(1));
    story.messages().forEach(message -> pipe(message, "io.viatra.chat.message.sent.v1"));
    assertThat(stats.isEmpty()).isTrue();
    driver.advanceWallClockTime(SAY);

    var said = stats.readRecordsToList();
    assertThat(said).hasSize(2);
    assertThat(new String(said.getFirst().key(), StandardCharsets.UTF_8))
        .isEqualTo("2026-11-23T08:00:00Z/0");
    assertThat(said.getFirst().getRecordTime()).isEqualTo("2026-11-23T08:00:00Z");
    assertThat(said.getFirst().headers().lastHeader(CloudEvent.TYPE).value())
        .isEqualTo(bytes("io.viatra.chat.stats.hourly.v1"));
    driver.advanceWallClockTime(SAY);
    assertThat(stats.isEmpty()).isTrue();
  }

  @Test
  void otherEventsAndPoisonChangeNothing() {
    var message = new Story().say(1, "ana", Duration.ZERO).messages().getFirst();
    pipe(message, "io.viatra.chat.message.edited.v1");
    events.pipeInput(new TestRecord<>(bytes("k"), bytes("?"), typed(MESSAGE), Instant.EPOCH));
    events.pipeInput(bytes("k"), bytes("?"));
    driver.advanceWallClockTime(SAY);

    assertThat(stats.isEmpty()).isTrue();
    assertThat(metrics.scrape()).containsPattern("chat_stats_unreadable_total\\S* 1");
  }

  @Test
  void theTopicEndsAsTheModelAndHoldsNoIdOfAnybody() {
    var messages = Story.random(new Random(3)).messages();
    messages.forEach(message -> pipe(message, MESSAGE));
    driver.advanceWallClockTime(SAY);

    var said = stats.readValuesToList();
    assertThat(said.stream().map(value -> new String(value, StandardCharsets.UTF_8)))
        .isEqualTo(expected(messages))
        .noneMatch(text -> text.contains("user-"));
  }

  private static List<String> expected(List<MessageSent> messages) {
    return PlainModel.of(messages).stream()
        .map(hour -> new String(Topics.STATS.codec().encode(hour), StandardCharsets.UTF_8))
        .toList();
  }

  private static final String MESSAGE = "io.viatra.chat.message.sent.v1";

  private void pipe(MessageSent message, String type) {
    events.pipeInput(
        new TestRecord<>(
            bytes(message.conversationId().toString()),
            Topics.EVENTS.codec().encode(message),
            typed(type),
            message.at()));
  }

  private static RecordHeaders typed(String type) {
    var headers = new RecordHeaders();
    headers.add(CloudEvent.TYPE, bytes(type));
    return headers;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}

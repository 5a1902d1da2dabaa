package io.viatra.chat.streams.sequencer;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.viatra.chat.schemas.command.Command;
import io.viatra.chat.schemas.topic.Topic;
import io.viatra.chat.schemas.topic.Topics;
import io.viatra.chat.streams.RocksMemory;
import io.viatra.chat.streams.TestSettings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;

/// The sequencer in a test driver: its real topology, stores and configuration, one partition, and
/// a clock that moves only when a test says so.
final class Rig implements AutoCloseable {
  static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  final MeterRegistry registry = new SimpleMeterRegistry();
  private final SequencerLimits limits;
  private final Path directory;
  private final RocksMemory memory = RocksMemory.of(16 * 1024 * 1024);
  private TopologyTestDriver driver;
  private Instant now = START;

  Rig(Path directory) {
    this(directory, SequencerLimits.of(1));
  }

  Rig(Path directory, SequencerLimits limits) {
    this.directory = directory;
    this.limits = limits;
    driver = open();
  }

  private TopologyTestDriver open() {
    var settings = TestSettings.alone("test", directory);
    var properties = new Properties();
    properties.putAll(SequencerConfig.of(settings, memory));
    return new TopologyTestDriver(SequencerTopology.build(limits, registry), properties, START);
  }

  Rig after(Duration passed) {
    now = now.plus(passed);
    return this;
  }

  Instant now() {
    return now;
  }

  /// One command, as an edge writes it.
  Written send(Command command) {
    return send(
        command.conversationId().toString().getBytes(StandardCharsets.UTF_8),
        Topics.COMMANDS.codec().encode(command));
  }

  /// Anything.
  Written send(byte @Nullable [] key, byte @Nullable [] value) {
    return send(key, value, now);
  }

  Written send(byte @Nullable [] key, byte @Nullable [] value, Instant at) {
    var headers = new RecordHeaders().add("leak", "of the edge".getBytes(StandardCharsets.UTF_8));
    input().pipeInput(new TestRecord<>(key, value, headers, at));
    return new Written(
        drain(Topics.EVENTS),
        drain(Topics.RECEIPTS),
        drain(Topics.DELIVERIES),
        drain(Topics.CROWD),
        drain(Topics.DEAD_LETTERS));
  }

  /// A new task over the same rows: everything that was only in memory is gone.
  Rig restart() {
    var rows = new HashMap<String, Map<Bytes, byte[]>>();
    SequencerTopology.STORES.forEach(store -> rows.put(store, rows(store)));
    driver.close();
    driver = open();
    rows.forEach((store, kept) -> kept.forEach((key, value) -> put(store, key, value)));
    return this;
  }

  /// A copy of a store.
  Map<Bytes, byte[]> rows(String store) {
    var rows = new HashMap<Bytes, byte[]>();
    try (var all = driver.<Bytes, byte[]>getKeyValueStore(store).all()) {
      all.forEachRemaining(row -> rows.put(row.key, row.value));
    }
    return rows;
  }

  private void put(String store, Bytes key, byte[] value) {
    driver.<Bytes, byte[]>getKeyValueStore(store).put(key, value);
  }

  double count(String counter, String tag, String value) {
    return registry.get(counter).tag(tag, value).counter().count();
  }

  private TestInputTopic<byte[], byte[]> input() {
    return driver.createInputTopic(
        Topics.COMMANDS.name(), new ByteArraySerializer(), new ByteArraySerializer());
  }

  private List<TestRecord<byte[], byte[]>> drain(Topic<?> topic) {
    TestOutputTopic<byte[], byte[]> output =
        driver.createOutputTopic(
            topic.name(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    return output.readRecordsToList();
  }

  @Override
  public void close() {
    driver.close();
    memory.close();
  }
}

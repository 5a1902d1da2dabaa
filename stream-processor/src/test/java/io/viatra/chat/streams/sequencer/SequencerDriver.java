package io.viatra.chat.streams.sequencer;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.viatra.chat.schemas.topic.Topic;
import io.viatra.chat.schemas.topic.Topics;
import io.viatra.chat.streams.RocksMemory;
import io.viatra.chat.streams.TestSettings;
import io.viatra.chat.streams.simulation.Entry;
import io.viatra.chat.streams.simulation.Output;
import io.viatra.chat.streams.simulation.Stage;
import io.viatra.chat.streams.simulation.StoreCopies;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.random.RandomGenerator;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;

/// The sequencer's whole topology in a test driver, with its real stores. A crash begins a new
/// driver on the rows of the last commit.
public final class SequencerDriver implements Stage {
  private static final List<Topic<?>> OUT =
      List.of(Topics.EVENTS, Topics.RECEIPTS, Topics.DELIVERIES, Topics.CROWD, Topics.DEAD_LETTERS);

  private final Path directory;
  private final SequencerLimits limits;
  private final RocksMemory memory = RocksMemory.of(8 * 1024 * 1024);
  private StoreCopies committed = StoreCopies.EMPTY;
  private TopologyTestDriver driver;

  /// Offset of the first record that this driver is given; it counts from 0.
  private long base = -1;

  /// @param fanoutMax members above which a conversation is a crowd
  public SequencerDriver(Path directory, int fanoutMax) {
    this.directory = directory;
    limits = new SequencerLimits(1, fanoutMax, 100_000);
    driver = driver();
  }

  private TopologyTestDriver driver() {
    var settings = TestSettings.alone("simulation", directory);
    var properties = new Properties();
    properties.putAll(SequencerConfig.of(settings, memory));
    var topology = SequencerTopology.build(limits, new SimpleMeterRegistry());
    return new TopologyTestDriver(topology, properties, Instant.EPOCH);
  }

  private void begin() {
    driver.close();
    driver = driver();
    base = -1;
    committed.into(driver);
  }

  @Override
  public List<Output> take(Topic<?> topic, Entry entry, long now) {
    base = base < 0 ? entry.offset() : base;
    driver
        .createInputTopic(topic.name(), new ByteArraySerializer(), new ByteArraySerializer())
        .pipeInput(
            new TestRecord<>(
                entry.keyBytes(), entry.valueBytes(), Instant.ofEpochMilli(entry.at())));
    var outputs = new ArrayList<Output>();
    for (var out : OUT) {
      driver
          .createOutputTopic(out.name(), new ByteArrayDeserializer(), new ByteArrayDeserializer())
          .readRecordsToList()
          .forEach(record -> outputs.add(output(out, record)));
    }
    return outputs;
  }

  private Output output(Topic<?> topic, TestRecord<byte[], byte[]> record) {
    return new Output(
        topic,
        0,
        wrap(record.key()),
        wrap(record.value()),
        SequencerCore.position(record.headers(), base));
  }

  private static @Nullable Bytes wrap(byte @Nullable [] bytes) {
    return bytes == null ? null : Bytes.wrap(bytes);
  }

  @Override
  public List<Output> tick(long now) {
    return List.of();
  }

  @Override
  public void commit() {
    committed = StoreCopies.of(driver, SequencerTopology.STORES);
  }

  @Override
  public void crash(RandomGenerator dice, boolean midway, long now) {
    begin();
  }

  @Override
  public void restart(long now) {
    begin();
  }

  @Override
  public Map<String, Map<Bytes, Bytes>> rows() {
    return StoreCopies.of(driver, SequencerTopology.STORES).byKey();
  }

  @Override
  public void close() {
    driver.close();
    memory.close();
  }
}

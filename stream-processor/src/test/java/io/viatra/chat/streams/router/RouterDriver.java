package io.viatra.chat.streams.router;

import io.viatra.chat.runtime.metrics.Metrics;
import io.viatra.chat.schemas.mailbox.ConversationState;
import io.viatra.chat.schemas.topic.Topic;
import io.viatra.chat.schemas.topic.Topics;
import io.viatra.chat.streams.simulation.Broken;
import io.viatra.chat.streams.simulation.Entry;
import io.viatra.chat.streams.simulation.Output;
import io.viatra.chat.streams.simulation.RouterStage;
import io.viatra.chat.streams.simulation.StoreCopies;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;

/// The router's whole topology in a test driver, with its real stores. A crash begins a new driver
/// on the rows of the last commit, or on those of the moment; heartbeats it reads anew, as Streams
/// does with a global store.
public final class RouterDriver implements RouterStage {
  private static final List<String> STORES =
      List.of(RouterStores.HEADS, RouterStores.INBOX, RouterStores.SESSIONS, RouterStores.PENDING);

  private final Path directory;
  private final Metrics metrics = new Metrics("router");
  private final Map<Bytes, Entry> heartbeats = new HashMap<>();
  private StoreCopies committed = StoreCopies.EMPTY;
  private TopologyTestDriver driver;
  private long clock;

  public RouterDriver(Path directory, long now) {
    this.directory = directory;
    clock = now;
    driver = driver();
  }

  private TopologyTestDriver driver() {
    var config = new Properties();
    config.put(StreamsConfig.APPLICATION_ID_CONFIG, "simulation-router");
    config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "nowhere:1");
    config.put(StreamsConfig.STATE_DIR_CONFIG, directory.toString());
    var topology = RouterTopology.build(RouterTimers.DEFAULTS, new RouterMeters(metrics));
    return new TopologyTestDriver(topology, config, Instant.ofEpochMilli(clock));
  }

  /// The task of a driver begins before its stores are filled, and has met nobody of the sessions
  /// in them; the heartbeats make up for it, as they do for whoever waits for the first tick.
  private void begin(StoreCopies rows, long now) {
    driver.close();
    clock = now;
    driver = driver();
    rows.into(driver);
    heartbeats.values().forEach(entry -> pipe(Topics.NODES, entry));
  }

  private void pipe(Topic<?> topic, Entry entry) {
    driver
        .createInputTopic(topic.name(), new ByteArraySerializer(), new ByteArraySerializer())
        .pipeInput(
            new TestRecord<>(
                entry.keyBytes(), entry.valueBytes(), Instant.ofEpochMilli(entry.at())));
  }

  @Override
  public List<Output> take(Topic<?> topic, Entry entry, long now) {
    var key = entry.key();
    if (topic.name().equals(Topics.NODES.name()) && key != null) {
      heartbeats.put(key, entry);
    }
    pipe(topic, entry);
    return outputs();
  }

  /// The driver's own ticks fall due with it; time passes by whole seconds only.
  @Override
  public List<Output> tick(long now) {
    driver.advanceWallClockTime(Duration.ofMillis(now - clock));
    clock = now;
    return outputs();
  }

  private List<Output> outputs() {
    var outputs = new ArrayList<Output>();
    for (var record : read(Topics.MAILBOX)) {
      var value = Bytes.wrap(record.value());
      int slot = RouterBench.decoded(Topics.MAILBOX, record.value()).slot();
      outputs.add(new Output(Topics.MAILBOX, slot, Bytes.wrap(record.key()), value, null));
    }
    for (var record : read(Topics.PUSH_REQUESTS)) {
      var value = Bytes.wrap(record.value());
      outputs.add(new Output(Topics.PUSH_REQUESTS, 0, Bytes.wrap(record.key()), value, null));
    }
    for (var record : read(Topics.UNREAD)) {
      var value = record.value() == null ? null : Bytes.wrap(record.value());
      outputs.add(new Output(Topics.UNREAD, 0, Bytes.wrap(record.key()), value, null));
    }
    if (!read(Topics.DEAD_LETTERS).isEmpty()) {
      throw new Broken("records", "the router refuses what was written for it");
    }
    return outputs;
  }

  private List<TestRecord<byte[], byte[]>> read(Topic<?> topic) {
    return driver
        .createOutputTopic(topic.name(), new ByteArrayDeserializer(), new ByteArrayDeserializer())
        .readRecordsToList();
  }

  private InboxRow row(String user, UUID id) {
    KeyValueStore<Bytes, byte[]> store = driver.getKeyValueStore(RouterStores.INBOX);
    byte[] value = store.get(StateKeys.inbox(user, id));
    return value == null ? InboxRow.NONE : StateValues.inbox(value);
  }

  @Override
  public @Nullable ConversationState standing(String userId, UUID conversationId) {
    KeyValueStore<Bytes, byte[]> store = driver.getKeyValueStore(RouterStores.HEADS);
    byte[] value = store.get(StateKeys.head(conversationId));
    var head = value == null ? Head.NONE : StateValues.head(value);
    return RouterCore.standing(row(userId, conversationId), head, conversationId);
  }

  @Override
  public long mutedUntil(String userId, UUID conversationId) {
    return row(userId, conversationId).mute().until();
  }

  @Override
  public void commit() {
    committed = StoreCopies.of(driver, STORES);
  }

  @Override
  public void crash(RandomGenerator dice, boolean midway, long now) {
    boolean all = !midway && dice.nextBoolean();
    begin(all ? StoreCopies.of(driver, STORES) : committed, now);
  }

  @Override
  public void restart(long now) {
    begin(StoreCopies.of(driver, STORES), now);
  }

  @Override
  public Map<String, Map<Bytes, Bytes>> rows() {
    return StoreCopies.of(driver, STORES).byKey();
  }

  @Override
  public void close() {
    driver.close();
    metrics.close();
  }
}

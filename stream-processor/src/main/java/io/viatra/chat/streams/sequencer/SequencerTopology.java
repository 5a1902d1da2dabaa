package io.viatra.chat.streams.sequencer;

import io.micrometer.core.instrument.MeterRegistry;
import io.viatra.chat.schemas.topic.Topic;
import io.viatra.chat.schemas.topic.Topics;
import io.viatra.chat.streams.PlacedTo;
import io.viatra.chat.streams.RecordTime;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/// The wiring: commands → one processor with its stores → five sinks. No sub-topology behind
/// another (rule R6), explicit names throughout, because names are the names of changelogs and of
/// metrics.
public final class SequencerTopology {
  static final String CONVERSATIONS = "conversations";
  static final String FRAMES = "frames";
  static final String MEMBERS = "members";
  static final String RECENT = "recent";
  static final String CHANGES = "changes";
  static final String REACTIONS = "reactions";
  static final String DEDUPE = "dedupe";

  static final String EVENTS = "events";
  static final String RECEIPTS = "receipts";
  static final String DELIVERIES = "deliveries";
  static final String CROWD = "crowd";
  static final String DEAD_LETTERS = "dead-letters";

  /// Every one of them has a changelog.
  static final List<String> STORES =
      List.of(CONVERSATIONS, FRAMES, MEMBERS, RECENT, CHANGES, REACTIONS, DEDUPE);

  /// Compacted changelogs; small segments, so that a lost disk restores rows and not history.
  static final Map<String, String> LOG =
      Map.of(TopicConfig.SEGMENT_BYTES_CONFIG, Integer.toString(32 * 1024 * 1024));

  private static final String COMMANDS = "commands";
  private static final String SEQUENCER = "sequencer";

  private SequencerTopology() {}

  /// Commands are read as bytes, so poison reaches the processor and not a deserialisation handler.
  public static Topology build(SequencerLimits limits, MeterRegistry registry) {
    var meters = new SequencerMeters(registry);
    var topology =
        new Topology()
            .addSource(
                AutoOffsetReset.earliest(),
                COMMANDS,
                new RecordTime(),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer(),
                Topics.COMMANDS.name())
            .addProcessor(SEQUENCER, () -> new SequencerProcessor(limits, meters), COMMANDS);
    for (var store : STORES) {
      topology.addStateStore(store(store), SEQUENCER);
    }
    sink(topology, EVENTS, Topics.EVENTS, limits);
    sink(topology, RECEIPTS, Topics.RECEIPTS, limits);
    sink(topology, DELIVERIES, Topics.DELIVERIES, limits);
    sink(topology, CROWD, Topics.CROWD, limits);
    sink(topology, DEAD_LETTERS, Topics.DEAD_LETTERS, limits);
    return topology;
  }

  /// Every topic that must have the same number of partitions.
  public static List<Topic<?>> coPartitioned() {
    return List.of(
        Topics.COMMANDS,
        Topics.EVENTS,
        Topics.RECEIPTS,
        Topics.DELIVERIES,
        Topics.CROWD,
        Topics.DEAD_LETTERS);
  }

  private static void sink(Topology topology, String name, Topic<?> topic, SequencerLimits limits) {
    topology.addSink(
        name,
        topic.name(),
        PlacedTo.serializer(),
        new ByteArraySerializer(),
        new PlacedTo(limits.partitions()),
        SEQUENCER);
  }

  private static StoreBuilder<KeyValueStore<Bytes, byte[]>> store(String name) {
    return Stores.keyValueStoreBuilder(
            Stores.persistentKeyValueStore(name), Serdes.Bytes(), Serdes.ByteArray())
        .withLoggingEnabled(LOG);
  }
}

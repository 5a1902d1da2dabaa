package io.viatra.chat.streams.stats;

import io.viatra.chat.schemas.topic.Topics;
import io.viatra.chat.streams.RecordTime;
import java.util.Map;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/// One source, one processor, one sink: one sub-topology, as rule R6 wants it under exactly-once.
final class StatsTopology {
  private static final String STATS = "stats";

  private StatsTopology() {}

  static Topology build(StatsMeters meters) {
    var bytes = new ByteArrayDeserializer();
    return new Topology()
        .addSource(
            AutoOffsetReset.earliest(),
            "events",
            new RecordTime(),
            bytes,
            bytes,
            Topics.EVENTS.name())
        .addProcessor(STATS, () -> new StatsProcessor(meters), "events")
        .addStateStore(cached(StatsProcessor.TURNS), STATS)
        .addStateStore(cached(StatsProcessor.HOURS), STATS)
        .addSink(
            "measures",
            Topics.STATS.name(),
            new ByteArraySerializer(),
            new ByteArraySerializer(),
            STATS);
  }

  /// Unlike those of sequencer and router: nobody waits for these rows, and an hour's row is put
  /// once for each message.
  private static StoreBuilder<KeyValueStore<Bytes, byte[]>> cached(String name) {
    return Stores.keyValueStoreBuilder(
            Stores.persistentKeyValueStore(name), Serdes.Bytes(), Serdes.ByteArray())
        .withLoggingEnabled(Map.of())
        .withCachingEnabled();
  }
}

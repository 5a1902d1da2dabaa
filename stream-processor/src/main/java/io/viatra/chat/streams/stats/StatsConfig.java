package io.viatra.chat.streams.stats;

import static org.apache.kafka.streams.StreamsConfig.mainConsumerPrefix;
import static org.apache.kafka.streams.StreamsConfig.producerPrefix;

import io.viatra.chat.streams.RocksBounds;
import io.viatra.chat.streams.RocksMemory;
import io.viatra.chat.streams.StreamsSettings;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;

/// How the measures run: as little as possible beside those for whom people wait.
final class StatsConfig {
  private static final long CACHE_BYTES = 4L << 20;

  private StatsConfig() {}

  static Map<String, Object> of(StreamsSettings settings, RocksMemory memory) {
    var applicationId = settings.applicationId("stats");
    var config = new HashMap<>(settings.kafka().clientProperties(applicationId));
    config.put(StreamsConfig.APPLICATION_ID_CONFIG, applicationId);
    config.put(StreamsConfig.STATE_DIR_CONFIG, settings.stateDirectory().toString());
    config.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, 1);
    config.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, settings.replication());
    config.put(StreamsConfig.GROUP_PROTOCOL_CONFIG, "classic");
    // Counters: what at-least-once repeats after a crash would be counted twice, for ever. One
    // transaction in five seconds is nothing; readers of committed measures wait for it.
    config.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    config.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 5_000L);
    // Must be longer than the commit interval; a killed instance holds readers back as long.
    config.put(producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG), 20_000);
    // Rows of the current hour are put with each message, and leave the cache with the commit.
    config.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, CACHE_BYTES);
    config.put(producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG), "lz4");
    // An answer a second, not one for each commit of the sequencer.
    config.put(mainConsumerPrefix(ConsumerConfig.FETCH_MIN_BYTES_CONFIG), 256 * 1024);
    config.put(mainConsumerPrefix(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG), 1_000);
    config.put(StreamsConfig.POLL_MS_CONFIG, 1_000L);
    config.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, RocksBounds.class);
    config.put(RocksBounds.MEMORY, memory);
    return config;
  }
}

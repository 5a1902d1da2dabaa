package io.viatra.chat.streams.sequencer;

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

/// How the sequencer runs. Each value that is not Kafka's default stands here with what the default
/// costs.
final class SequencerConfig {
  private SequencerConfig() {}

  static Map<String, Object> of(StreamsSettings settings, RocksMemory memory) {
    var applicationId = settings.applicationId("sequencer");
    var config = new HashMap<>(settings.kafka().clientProperties(applicationId));
    config.put(StreamsConfig.APPLICATION_ID_CONFIG, applicationId);
    config.put(StreamsConfig.STATE_DIR_CONFIG, settings.stateDirectory().toString());
    config.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, settings.threads().sequencer());
    config.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, settings.threads().standbys());
    config.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, settings.replication());
    config.put(StreamsConfig.GROUP_PROTOCOL_CONFIG, "classic");
    transactions(config);
    latency(config);
    state(config, memory);
    return config;
  }

  /// At-least-once gave 16 of 18,000 messages a second number when killed; exactly-once none.
  private static void transactions(Map<String, Object> config) {
    config.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    // Readers of committed data wait this long at the median of two; a commit costs some 5 ms.
    config.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 50L);
    // How long a killed instance's open transaction holds them back, 10 s by default.
    config.put(producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG), 5_000);
    config.put(mainConsumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), 6_000);
    config.put(mainConsumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG), 1_500);
  }

  private static void latency(Map<String, Object> config) {
    // Streams sets 100 ms.
    // No compression either: it takes 128 KiB of buffers a batch, for batches of one or two
    // records.
    config.put(producerPrefix(ProducerConfig.LINGER_MS_CONFIG), 0);
    config.put(mainConsumerPrefix(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG), 100);
    // The first batches behind a commit are told CONCURRENT_TRANSACTIONS while its markers are
    // still being written, and would be tried again after 100 ms, the next time after 200.
    config.put(producerPrefix(ProducerConfig.RETRY_BACKOFF_MS_CONFIG), 10L);
    config.put(producerPrefix(ProducerConfig.RETRY_BACKOFF_MAX_MS_CONFIG), 200L);
    // With five, the batches behind such a one fail as out of order and are tried again too, each
    // after its own pause: on an overloaded machine (load 20 on two cores, 50 messages a second)
    // whole runs came to a halt, and with one they did not. Records that wait go out together.
    config.put(producerPrefix(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION), 1);
  }

  private static void state(Map<String, Object> config, RocksMemory memory) {
    // A record cache would hold rows back until the commit, and burst them then.
    config.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0L);
    config.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, RocksBounds.class);
    config.put(RocksBounds.MEMORY, memory);
  }
}

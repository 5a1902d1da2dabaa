package io.viatra.chat.streams.router;

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

/// How the router runs. Each value that is not Kafka's default stands here with what the default
/// costs.
final class RouterConfig {
  private RouterConfig() {}

  static Map<String, Object> of(StreamsSettings settings, RocksMemory memory) {
    var applicationId = settings.applicationId("router");
    var config = new HashMap<>(settings.kafka().clientProperties(applicationId));
    config.put(StreamsConfig.APPLICATION_ID_CONFIG, applicationId);
    config.put(StreamsConfig.STATE_DIR_CONFIG, settings.stateDirectory().toString());
    config.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, settings.threads().router());
    config.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, settings.threads().standbys());
    config.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, settings.replication());
    config.put(StreamsConfig.GROUP_PROTOCOL_CONFIG, "classic");
    delivery(config);
    latency(config);
    state(config, memory);
    return config;
  }

  /// Everything is monotone, so once more is as good as once.
  private static void delivery(Map<String, Object> config) {
    config.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.AT_LEAST_ONCE);
    // What a crash repeats; 30 s by default.
    config.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 1_000L);
    config.put(StreamsConfig.PRODUCTION_EXCEPTION_HANDLER_CLASS_CONFIG, OversizedRecords.class);
    config.put(mainConsumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), 6_000);
    config.put(mainConsumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG), 1_500);
  }

  private static void latency(Map<String, Object> config) {
    // A delivery is in the mailbox before the sequencer's transaction is over: waiting for that
    // would cost half a commit interval at the median.
    config.put(mainConsumerPrefix(ConsumerConfig.ISOLATION_LEVEL_CONFIG), "read_uncommitted");
    config.put(mainConsumerPrefix(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG), 100);
    // A delivery does not wait for a session record that may never come, nor the other way round.
    config.put(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, -1L);
    // Streams sets 100 ms.
    config.put(producerPrefix(ProducerConfig.LINGER_MS_CONFIG), 0);
    // With five, each record leaves in a request of its own. With one, those that come while it is
    // under way leave together, and nobody waits for a clock: ADR 22.
    config.put(producerPrefix(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION), 1);
  }

  private static void state(Map<String, Object> config, RocksMemory memory) {
    // A record cache would hold rows back until the commit, and burst them then.
    config.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0L);
    config.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, RocksBounds.class);
    config.put(RocksBounds.MEMORY, memory);
  }
}

package io.viatra.chat.runtime.kafka;

import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;

/// The settings of every producer here, and what each is for.
final class ProducerDefaults {
  /// Records without acknowledgement. At a kilobyte each they fill two thirds of the buffer.
  static final int IN_FLIGHT_MAX = 20_000;

  private ProducerDefaults() {}

  static Map<String, Object> properties(KafkaSettings kafka, String clientId) {
    Map<String, Object> properties = kafka.clientProperties(clientId);
    properties.put(ProducerConfig.ACKS_CONFIG, "all");
    properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    properties.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    // A lone message leaves at once; under load, records gather while a request is in flight.
    properties.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    properties.put(ProducerConfig.BATCH_SIZE_CONFIG, 64 * 1024);
    properties.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 32L << 20);
    properties.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 1 << 20);
    // A paused or lost broker answers "unknown" within five seconds.
    properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 5_000);
    properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 4_000);
    properties.put(ProducerConfig.RETRY_BACKOFF_MS_CONFIG, 20L);
    properties.put(ProducerConfig.RETRY_BACKOFF_MAX_MS_CONFIG, 500L);
    // Zero: `send` never waits, neither for metadata nor for buffer space.
    properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 0L);
    // A topic unused for five minutes would lose its metadata, and the next send would fail.
    properties.put(ProducerConfig.METADATA_MAX_IDLE_CONFIG, 365L * 24 * 3600 * 1000);
    return properties;
  }
}

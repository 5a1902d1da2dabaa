package io.viatra.chat.runtime.kafka;

import java.util.Locale;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.GroupProtocol;
import org.apache.kafka.common.IsolationLevel;

/// The settings of every consumer here, and what each is for.
final class ConsumerDefaults {
  private ConsumerDefaults() {}

  static Map<String, Object> tail(KafkaSettings kafka, TailSettings settings) {
    Map<String, Object> properties = common(kafka, settings.name(), settings.readCommitted());
    // Positions are set explicitly, and one that retention overtook must be noticed, not patched.
    properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1_000);
    return properties;
  }

  static Map<String, Object> loop(KafkaSettings kafka, LoopSettings settings) {
    Map<String, Object> properties = common(kafka, settings.name(), settings.readCommitted());
    properties.put(ConsumerConfig.GROUP_ID_CONFIG, settings.groupId());
    properties.put(ConsumerConfig.GROUP_PROTOCOL_CONFIG, GroupProtocol.CONSUMER.name());
    properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, settings.pollRecordsMax());
    // A new group begins with the oldest record: work must not be lost because a group is young.
    properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    return properties;
  }

  private static Map<String, Object> common(
      KafkaSettings kafka, String clientId, boolean readCommitted) {
    Map<String, Object> properties = kafka.clientProperties(clientId);
    IsolationLevel isolation =
        readCommitted ? IsolationLevel.READ_COMMITTED : IsolationLevel.READ_UNCOMMITTED;
    properties.put(
        ConsumerConfig.ISOLATION_LEVEL_CONFIG, isolation.toString().toLowerCase(Locale.ROOT));
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    // Data is answered as soon as there is any; this only bounds how long an empty fetch parks.
    properties.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 100);
    properties.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 8 << 20);
    // Metadata after a topic was created or a broker moved: seconds, not the default's five
    // minutes.
    properties.put(ConsumerConfig.METADATA_MAX_AGE_CONFIG, 30_000);
    return properties;
  }
}

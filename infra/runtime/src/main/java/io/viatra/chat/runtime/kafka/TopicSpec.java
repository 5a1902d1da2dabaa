package io.viatra.chat.runtime.kafka;

import java.util.Map;

/// A topic as it should be.
///
/// @param name the topic
/// @param partitions how many; never changed in place for keyed topics
/// @param replication the replication factor
/// @param config topic settings by Kafka's names, for example `cleanup.policy` → `compact`;
///   settings left out are the broker's own and are not checked
public record TopicSpec(
    String name, int partitions, short replication, Map<String, String> config) {
  /// Copies the settings.
  public TopicSpec {
    config = Map.copyOf(config);
  }
}

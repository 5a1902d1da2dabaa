package io.viatra.chat.standalone;

import io.viatra.chat.runtime.kafka.TopicSpec;
import io.viatra.chat.schemas.topic.Topics;
import java.util.List;

/// The schemas' declaration in the terms of a cluster.
final class TopicDeclarations {
  private TopicDeclarations() {}

  /// Every topic as it should stand.
  ///
  /// @param keyed partitions of the topics placed by conversation or user
  /// @param replication 3 in production, with a minimum of 2 in sync; 1 on one machine
  static List<TopicSpec> of(int keyed, int replication) {
    return Topics.all().stream()
        .map(topic ->
            new TopicSpec(
                topic.name(),
                topic.partitions(keyed),
                (short) replication,
                topic.retention().config()))
        .toList();
  }
}

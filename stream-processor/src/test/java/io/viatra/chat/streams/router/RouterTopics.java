package io.viatra.chat.streams.router;

import io.viatra.chat.schemas.topic.Topics;
import io.viatra.chat.testkit.KafkaProbe;
import java.util.List;

/// What the router reads and writes, with one partition where a user decides.
final class RouterTopics {
  private RouterTopics() {}

  static void create(KafkaProbe probe) throws Exception {
    for (var topic :
        List.of(
            Topics.DELIVERIES,
            Topics.SESSIONS,
            Topics.NODES,
            Topics.MAILBOX,
            Topics.PUSH_REQUESTS,
            Topics.UNREAD,
            Topics.DEAD_LETTERS)) {
      probe.createTopic(topic.name(), topic.partitions(1), topic.retention().config());
    }
  }
}

package io.viatra.chat.push;

import io.viatra.chat.runtime.kafka.KafkaSettings;
import io.viatra.chat.runtime.kafka.LoopSettings;
import io.viatra.chat.schemas.topic.Topics;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/// How requests and retries are consumed: together, so that one worker has both of a user, and the
/// memory of what was sent is in one place.
final class Intake {
  private Intake() {}

  static LoopSettings loop(PushSettings settings) {
    var topics = Set.of(Topics.PUSH_REQUESTS.name(), Topics.PUSH_RETRY.name());
    return LoopSettings.perPartition(
        "push-requests", settings.group(), topics, settings.bounds().batch());
  }

  /// The broker's `range` assignor gives partition n of both topics to the same member; its default
  /// spreads partitions without regard to their numbers.
  static KafkaSettings kafka(KafkaSettings kafka) {
    Map<String, String> properties = new HashMap<>(kafka.properties());
    properties.put(ConsumerConfig.GROUP_REMOTE_ASSIGNOR_CONFIG, "range");
    return new KafkaSettings(kafka.bootstrap(), properties);
  }
}

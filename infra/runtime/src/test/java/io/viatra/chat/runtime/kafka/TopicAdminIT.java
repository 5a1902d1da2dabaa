package io.viatra.chat.runtime.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.viatra.chat.testkit.TestInfrastructure;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TopicAdminIT {
  private final KafkaSettings kafka =
      new KafkaSettings(TestInfrastructure.kafka().bootstrapServers(), Map.of());
  private final String name = "topic-" + UUID.randomUUID();
  private final TopicSpec spec = spec(3, Map.of("cleanup.policy", "compact"));

  @Test
  void aMissingTopicIsReportedThenCreatedThenFoundTheSame() throws Exception {
    try (TopicAdmin admin = TopicAdmin.open(kafka, "topics")) {
      assertThat(admin.check(List.of(spec))).containsExactly(new TopicOutcome.Missing(name));
      assertThat(admin.ensure(List.of(spec))).containsExactly(new TopicOutcome.Created(name));
      assertThat(admin.ensure(List.of(spec))).containsExactly(new TopicOutcome.Same(name));
      assertThat(admin.check(List.of(spec))).containsExactly(new TopicOutcome.Same(name));
    }
  }

  @Test
  void differencesAreNamedAndLeftAlone() throws Exception {
    try (TopicAdmin admin = TopicAdmin.open(kafka, "topics")) {
      admin.ensure(List.of(spec));
      TopicSpec other = spec(6, Map.of("cleanup.policy", "delete"));
      TopicOutcome differs =
          new TopicOutcome.Differs(
              name,
              List.of(
                  "partitions: is 3, should be 6", "cleanup.policy: is compact, should be delete"));
      assertThat(admin.ensure(List.of(other))).containsExactly(differs);
      assertThat(admin.check(List.of(other))).containsExactly(differs);
      assertThat(admin.check(List.of(spec))).containsExactly(new TopicOutcome.Same(name));
    }
  }

  private TopicSpec spec(int partitions, Map<String, String> config) {
    return new TopicSpec(name, partitions, (short) 1, config);
  }
}

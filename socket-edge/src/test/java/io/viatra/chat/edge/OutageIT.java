package io.viatra.chat.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.viatra.chat.schemas.topic.Topics;
import io.viatra.chat.testkit.EmbeddedKafka;
import io.viatra.chat.testkit.KafkaProbe;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A broker of its own goes away and comes back under an open socket.
class OutageIT {
  private static final Duration ANSWER_MAX = Duration.ofSeconds(7);

  @Test
  void sendsAnswerWithinSecondsAndNothingAckedIsLost(@TempDir Path directory) throws Exception {
    var conversation = UUID.randomUUID();
    try (var kafka = EmbeddedKafka.start(directory.resolve("kafka"));
        var probe = KafkaProbe.of(kafka.bootstrapServers());
        var reads = new ReadsStandIn()) {
      for (var topic : Topics.all()) {
        probe.createTopic(topic.name(), topic.partitions(2), topic.retention().config());
      }
      reads.knows(conversation, "ana", 0, 0);
      var settings = Map.of("CHAT_LIMITS", "off", "CHAT_KAFKA_BOOTSTRAP", kafka.bootstrapServers());
      try (var edge = EdgeWorld.edge(8, reads.url(), settings);
          var client = TestClient.connected(edge, "ana")) {
        List<String> acked = new ArrayList<>();
        assertThat(send(client, conversation, "before")).isTrue();
        acked.add("before");

        kafka.stop();
        long begin = System.nanoTime();
        var refused = client.call("send_message", message(conversation, "during"));
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(ANSWER_MAX);
        assertThat(refused.path("error").path("code").asText()).isEqualTo("UNAVAILABLE");
        assertThat(refused.path("error").path("retryAfterMs").asLong()).isPositive();

        kafka.resume();
        while (!send(client, conversation, "after")) {
          assertThat(client.isConnected()).isTrue();
        }
        acked.add("after");
        var log = probe.values(Topics.COMMANDS.name());
        assertThat(acked)
            .allSatisfy(
                text -> assertThat(log).anyMatch(v -> v != null && v.contains("\"" + text + "\"")));
      }
    }
  }

  private static boolean send(TestClient client, UUID conversation, String text) {
    return client.call("send_message", message(conversation, text)).path("ok").asBoolean();
  }

  private static String message(UUID conversation, String text) {
    return "{\"conversationId\": \"%s\", \"content\": \"%s\", \"clientMessageId\": \"%s\"}"
        .formatted(conversation, text, text);
  }
}

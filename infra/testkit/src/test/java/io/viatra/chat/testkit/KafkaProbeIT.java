package io.viatra.chat.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class KafkaProbeIT {
  private final KafkaProbe probe = KafkaProbe.of(TestInfrastructure.kafka().bootstrapServers());

  @AfterEach
  void close() {
    probe.close();
  }

  @Test
  void readsAWholeTopicWithKeysHeadersAndTombstones() {
    probe.createTopic("probe-whole", 3, Map.of("retention.ms", "60000"));
    assertThat(probe.read("probe-whole")).isEmpty();
    probe.produce("probe-whole", "a", bytes("1"), Map.of("ce_type", "sent", "empty", ""));
    probe.produce("probe-whole", "a", null, Map.of());
    probe.produce(new ProducerRecord<>("probe-whole", 2, null, bytes("2")));

    List<SeenRecord> records = probe.read("probe-whole");
    assertThat(records).hasSize(3);
    List<SeenRecord> keyed = records.stream().filter(in -> "a".equals(in.key())).toList();
    assertThat(keyed.getFirst().value()).isEqualTo("1");
    assertThat(keyed.getFirst().header("ce_type")).isEqualTo("sent");
    assertThat(keyed.getFirst().headers()).containsEntry("empty", "");
    assertThat(keyed.getLast().value()).isNull();
    assertThatThrownBy(keyed.getLast()::bytes).hasMessageContaining("tombstone");
    assertThat(records.stream().filter(in -> in.key() == null).toList())
        .singleElement()
        .matches(in -> in.partition() == 2);
  }

  @Test
  void waitsForAConditionAndSaysWhatDidNotHappen() {
    probe.createTopic("probe-await", 1, Map.of());
    probe.produce("probe-await", "k", "1");
    Thread later = Thread.ofVirtual().start(() -> probe.produce("probe-await", "k", "2"));
    Duration deadline = Duration.ofSeconds(20);
    assertThat(probe.await("probe-await", deadline, "two records", all -> all.size() == 2))
        .extracting(SeenRecord::value)
        .containsExactly("1", "2");
    assertThat(later).isNotNull();
    Duration soon = Duration.ofMillis(50);
    assertThatThrownBy(() -> probe.await("probe-await", soon, "three records", all -> false))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("three records");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}

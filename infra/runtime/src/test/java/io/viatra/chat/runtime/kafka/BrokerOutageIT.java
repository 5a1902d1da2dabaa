package io.viatra.chat.runtime.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.viatra.chat.runtime.metrics.Metrics;
import io.viatra.chat.testkit.EmbeddedKafka;
import io.viatra.chat.testkit.KafkaProbe;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// With a broker of its own, which it stops and starts again.
class BrokerOutageIT {
  @TempDir private Path directory;
  private final Metrics metrics = new Metrics("test");

  @Test
  void tailsAndLoopsGoOnWhereTheyWereWhenTheBrokerIsBack() throws Exception {
    BlockingQueue<String> tailed = new LinkedBlockingQueue<>();
    BlockingQueue<String> looped = new LinkedBlockingQueue<>();
    try (EmbeddedKafka broker = EmbeddedKafka.start(directory)) {
      KafkaSettings kafka = new KafkaSettings(broker.bootstrapServers(), Map.of());
      try (KafkaProbe probe = KafkaProbe.of(broker.bootstrapServers())) {
        probe.createTopic("topic", 1, Map.of());
        probe.produce("topic", "k", "before");
      }
      LoopSettings group = LoopSettings.perPartition("loop", "group", Set.of("topic"), 10);
      try (PartitionTail tail =
              PartitionTail.open(
                  kafka,
                  TailSettings.table("tail", "topic"),
                  record -> tailed.add(text(record)),
                  null,
                  metrics);
          ConsumerLoop loop =
              ConsumerLoop.open(
                  kafka,
                  group,
                  batch -> batch.forEach(record -> looped.add(text(record))),
                  metrics)) {
        assertThat(Waiting.next(tailed)).isEqualTo("before");
        assertThat(Waiting.next(looped)).isEqualTo("before");
        broker.restart();
        try (KafkaProbe probe = KafkaProbe.of(broker.bootstrapServers())) {
          probe.produce("topic", "k", "after");
        }
        assertThat(Waiting.next(tailed)).isEqualTo("after");
        // What was handled but not yet committed may come again.
        String next = Waiting.next(looped);
        assertThat(next.equals("before") ? Waiting.next(looped) : next).isEqualTo("after");
        assertThat(tail.ended()).isNotDone();
        assertThat(loop.ended()).isNotDone();
      }
    }
  }

  private static String text(ConsumerRecord<byte[], byte[]> record) {
    return new String(record.value(), UTF_8);
  }
}

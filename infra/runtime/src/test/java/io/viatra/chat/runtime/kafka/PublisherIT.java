package io.viatra.chat.runtime.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.viatra.chat.runtime.metrics.Metrics;
import io.viatra.chat.testkit.EmbeddedKafka;
import io.viatra.chat.testkit.KafkaProbe;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// With a broker of its own, which it stops.
class PublisherIT {
  @TempDir private Path directory;
  private final Metrics metrics = new Metrics("test");

  @Test
  void aPublisherAnswersAtOnceWhileTheBrokerIsAwayAndGoesOnWhenItIsBack() throws Exception {
    try (EmbeddedKafka kafka = EmbeddedKafka.start(directory);
        KafkaProbe probe = KafkaProbe.of(kafka.bootstrapServers())) {
      probe.createTopic("topic", 2, Map.of("message.timestamp.type", "LogAppendTime"));
      KafkaSettings settings = new KafkaSettings(kafka.bootstrapServers(), Map.of());
      try (Publisher publisher = Publisher.open(settings, "it", Set.of("topic"), metrics)) {
        publisher.warm().get(30, TimeUnit.SECONDS);
        Published first = publish(publisher, "topic").get(30, TimeUnit.SECONDS);
        assertThat(first.partition()).isEqualTo(1);
        assertThat(first.offset()).isZero();
        assertThat(Duration.between(first.timestamp(), java.time.Instant.now()).abs())
            .isLessThan(Duration.ofMinutes(1));

        kafka.stop();
        long begin = System.nanoTime();
        CompletableFuture<Published> lost = publish(publisher, "topic");
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofMillis(500));
        // Unsent when the client has noticed already and forgotten its metadata, else unknown.
        assertThat(reason(lost))
            .isIn(PublishException.Reason.UNSENT, PublishException.Reason.UNKNOWN);

        kafka.resume();
        Waiting.until("the broker to be back", () -> publishes(publisher));
      }
    }
  }

  @Test
  void aTopicThatIsNotThereIsUnsentAtOnceAndKeepsThePublisherCold() throws Exception {
    KafkaSettings nowhere = new KafkaSettings("localhost:1", Map.of());
    try (Publisher publisher = Publisher.open(nowhere, "it2", Set.of("missing"), metrics)) {
      CompletableFuture<Published> refused = publish(publisher, "missing");
      assertThat(refused).isDone();
      assertThat(reason(refused)).isEqualTo(PublishException.Reason.UNSENT);
      assertThat(publisher.warm()).isNotDone();
      assertThat(publisher.inFlight()).isZero();
    }
  }

  private static boolean publishes(Publisher publisher) {
    try {
      publish(publisher, "topic").get(10, TimeUnit.SECONDS);
      return true;
    } catch (ExecutionException | java.util.concurrent.TimeoutException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static CompletableFuture<Published> publish(Publisher publisher, String topic) {
    byte[] bytes = "x".getBytes(UTF_8);
    return publisher.publish(topic, 1, bytes, bytes, new RecordHeaders());
  }

  private static PublishException.Reason reason(CompletableFuture<Published> published) {
    return published
        .handle((_, failure) -> failure)
        .thenApply(PublishException.class::cast)
        .orTimeout(30, TimeUnit.SECONDS)
        .join()
        .reason();
  }
}

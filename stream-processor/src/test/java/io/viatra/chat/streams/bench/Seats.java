package io.viatra.chat.streams.bench;

import io.viatra.chat.schemas.session.NodeHeartbeat;
import io.viatra.chat.schemas.session.SessionOpened;
import io.viatra.chat.schemas.topic.Partitions;
import io.viatra.chat.schemas.topic.Topic;
import io.viatra.chat.schemas.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/// One edge node, as far as the router knows: it lives, and everybody has a socket there.
final class Seats implements AutoCloseable {
  private static final String NODE = "bench";
  private static final long EPOCH = 1;

  private final Producer<byte[], byte[]> producer;
  private final int partitions;
  private final ScheduledExecutorService pulse = Executors.newSingleThreadScheduledExecutor();

  Seats(Producer<byte[], byte[]> producer, int partitions) {
    this.producer = producer;
    this.partitions = partitions;
    var _ = pulse.scheduleAtFixedRate(this::beat, 0, 2, TimeUnit.SECONDS);
  }

  private void beat() {
    send(Topics.NODES, null, NODE, new NodeHeartbeat(NODE, 0, EPOCH, Instant.now()));
  }

  void take(Collection<String> users) {
    for (String user : users) {
      var opened = new SessionOpened(user, user, null, NODE, 0, EPOCH, Instant.now());
      send(Topics.SESSIONS, Partitions.of(user, partitions), user, opened);
    }
    producer.flush();
  }

  private <T> void send(Topic<T> topic, @Nullable Integer partition, String key, T value) {
    var _ =
        producer.send(
            new ProducerRecord<>(
                topic.name(),
                partition,
                key.getBytes(StandardCharsets.UTF_8),
                topic.codec().encode(value)));
  }

  @Override
  public void close() {
    pulse.shutdownNow();
  }
}

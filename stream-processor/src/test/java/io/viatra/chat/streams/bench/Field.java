package io.viatra.chat.streams.bench;

import io.viatra.chat.schemas.topic.Topics;
import io.viatra.chat.testkit.EmbeddedKafka;
import io.viatra.chat.testkit.KafkaProbe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/// A broker with all topics, a producer, and directories that go with it.
final class Field implements AutoCloseable {
  static final int PARTITIONS = 6;

  private final Path directory;
  private final EmbeddedKafka kafka;
  private final Producer<byte[], byte[]> producer;

  private Field(Path directory, EmbeddedKafka kafka) {
    this.directory = directory;
    this.kafka = kafka;
    producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers", kafka.bootstrapServers(),
                "acks", "all",
                "linger.ms", "1",
                "compression.type", "lz4",
                "batch.size", "65536",
                "buffer.memory", "134217728"),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  static Field open() throws Exception {
    var directory = Files.createTempDirectory("streams-bench");
    var kafka = EmbeddedKafka.start(directory.resolve("kafka"));
    try (var probe = KafkaProbe.of(kafka.bootstrapServers())) {
      for (var topic : Topics.all()) {
        probe.createTopic(topic.name(), topic.partitions(PARTITIONS), topic.retention().config());
      }
    }
    return new Field(directory, kafka);
  }

  String bootstrap() {
    return kafka.bootstrapServers();
  }

  Producer<byte[], byte[]> producer() {
    return producer;
  }

  Path state(String name) {
    return directory.resolve(name);
  }

  Life life(String state, Map<String, String> more) throws IOException {
    return Life.begin(bootstrap(), state(state), more);
  }

  /// Loses a disk.
  void wipe(String state) throws IOException {
    delete(state(state));
  }

  private static void delete(Path root) throws IOException {
    if (Files.exists(root)) {
      try (var all = Files.walk(root)) {
        for (var path : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(path);
        }
      }
    }
  }

  @Override
  public void close() throws IOException {
    producer.close();
    kafka.close();
    delete(directory);
  }
}

package io.viatra.chat.streams;

import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/// Writes whatever a broker takes: a client may have set its own limit as it liked, and what many
/// megabytes shrink to when they are compressed is below the broker's.
public final class CarelessProducer implements AutoCloseable {
  private final KafkaProducer<byte[], byte[]> producer;

  public CarelessProducer(String bootstrapServers) {
    producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers", bootstrapServers,
                "linger.ms", "0",
                "compression.type", "lz4",
                "max.request.size", "16777216"),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  /// Returns when it is durable.
  ///
  /// @throws ExecutionException where the broker refuses it
  public RecordMetadata send(ProducerRecord<byte[], byte[]> record)
      throws ExecutionException, InterruptedException, TimeoutException {
    return producer.send(record).get(30, TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    producer.close();
  }
}

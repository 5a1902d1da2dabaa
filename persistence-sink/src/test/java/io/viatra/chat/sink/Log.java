package io.viatra.chat.sink;

import io.viatra.chat.schemas.codec.CommandPosition;
import io.viatra.chat.schemas.device.Device;
import io.viatra.chat.schemas.topic.Partitions;
import io.viatra.chat.schemas.topic.Topic;
import io.viatra.chat.schemas.topic.Topics;
import io.viatra.chat.testkit.EmbeddedKafka;
import io.viatra.chat.testkit.KafkaProbe;
import io.viatra.chat.testkit.TestInfrastructure;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/// Writes the three topics in transactions, as the sequencer does, on the broker that all tests of
/// this module share: what one test wrote, the others' sinks read too.
final class Log implements AutoCloseable {
  static final int PARTITIONS = 3;
  private static final AtomicBoolean TOPICS = new AtomicBoolean();
  private static final AtomicLong COMMANDS = new AtomicLong();

  private final KafkaProducer<byte[], byte[]> producer;

  /// Position behind the newest committed record, by `topic-partition`; what a sink has to reach.
  private final Map<String, Long> ends = new HashMap<>();

  Log() {
    EmbeddedKafka kafka = TestInfrastructure.kafka();
    if (TOPICS.compareAndSet(false, true)) {
      try (KafkaProbe probe = KafkaProbe.of(kafka.bootstrapServers())) {
        for (Topic<?> topic :
            List.of(Topics.EVENTS, Topics.RECEIPTS, Topics.DEVICES, Topics.DEAD_LETTERS)) {
          probe.createTopic(topic.name(), PARTITIONS, topic.retention().config());
        }
      }
    }
    producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers",
                kafka.bootstrapServers(),
                "transactional.id",
                "log-" + UUID.randomUUID()),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    producer.initTransactions();
  }

  Map<String, Long> ends() {
    return Map.copyOf(ends);
  }

  /// In transactions of ten.
  void tell(List<? extends Change> changes) throws Exception {
    for (int from = 0; from < changes.size(); from += 10) {
      producer.beginTransaction();
      for (Change change : changes.subList(from, Math.min(changes.size(), from + 10))) {
        record(change);
      }
      producer.commitTransaction();
    }
  }

  /// Sent, and never committed.
  void tellAndAbort(Change change) throws Exception {
    Map<String, Long> before = Map.copyOf(ends);
    producer.beginTransaction();
    record(change);
    producer.flush();
    producer.abortTransaction();
    ends.clear();
    ends.putAll(before);
  }

  /// Anything, as it stands.
  RecordMetadata raw(Topic<?> topic, @Nullable String key, byte @Nullable [] value)
      throws Exception {
    producer.beginTransaction();
    byte[] bytes = key == null ? null : key.getBytes(StandardCharsets.UTF_8);
    RecordMetadata written = send(new ProducerRecord<>(topic.name(), 0, bytes, value));
    producer.commitTransaction();
    return written;
  }

  private void record(Change change) throws Exception {
    switch (change) {
      case Change.Happened(var event) ->
          keyed(
              Topics.EVENTS.name(),
              event.conversationId().toString(),
              event.conversationId().toString(),
              Topics.EVENTS.codec().encode(event));
      case Change.Advanced(var receipt) ->
          keyed(
              Topics.RECEIPTS.name(),
              receipt.conversationId().toString(),
              receipt.key(),
              Topics.RECEIPTS.codec().encode(receipt));
      case Change.Registered(var device) ->
          keyed(
              Topics.DEVICES.name(),
              device.userId(),
              Device.key(device.userId(), device.deviceId()),
              Topics.DEVICES.codec().encode(device));
      case Change.Unregistered(var user, var device) ->
          keyed(Topics.DEVICES.name(), user, Device.key(user, device), null);
      case Change.Nothing() -> throw new IllegalArgumentException("nothing to tell");
    }
  }

  private void keyed(String topic, String placed, String key, byte @Nullable [] value)
      throws Exception {
    int partition = Partitions.of(placed, PARTITIONS);
    ProducerRecord<byte[], byte[]> out =
        new ProducerRecord<>(topic, partition, key.getBytes(StandardCharsets.UTF_8), value);
    new CommandPosition(partition, COMMANDS.incrementAndGet())
        .headers()
        .forEach((name, text) -> out.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
    send(out);
  }

  /// Waits only at the end of the transaction; the metadata is asked for there.
  private RecordMetadata send(ProducerRecord<byte[], byte[]> out) throws Exception {
    RecordMetadata written = producer.send(out).get();
    ends.put(written.topic() + "-" + written.partition(), written.offset() + 1);
    return written;
  }

  @Override
  public void close() {
    producer.close();
  }
}

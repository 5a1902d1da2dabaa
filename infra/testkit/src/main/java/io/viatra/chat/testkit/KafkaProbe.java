package io.viatra.chat.testkit;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/// Looks into topics and writes to them, for tests; knows bytes and headers, nothing of chat.
///
/// Reading joins no group and leaves no trace, so a probe disturbs nobody. For one test thread.
public final class KafkaProbe implements AutoCloseable {
  private static final Duration CALL_MAX = Duration.ofSeconds(15);

  /// A topic read as a whole must fit into a test's memory.
  private static final int RECORDS_MAX = 1_000_000;

  private final String bootstrapServers;
  private final Admin admin;
  private final KafkaProducer<byte[], byte[]> producer;

  private KafkaProbe(String bootstrapServers) {
    this.bootstrapServers = bootstrapServers;
    this.admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
    this.producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "linger.ms",
                "0",
                "max.block.ms",
                Long.toString(CALL_MAX.toMillis())),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  public static KafkaProbe of(String bootstrapServers) {
    return new KafkaProbe(bootstrapServers);
  }

  /// Creates a topic with topic settings such as `cleanup.policy`; it must not exist.
  public void createTopic(String topic, int partitions, Map<String, String> settings) {
    NewTopic wanted = new NewTopic(topic, partitions, (short) 1).configs(settings);
    await(admin.createTopics(List.of(wanted)).all().toCompletionStage().toCompletableFuture());
  }

  /// Sends text without headers and returns when it is durable.
  public RecordMetadata produce(String topic, String key, String value) {
    return produce(topic, key, value.getBytes(StandardCharsets.UTF_8), Map.of());
  }

  /// Sends and returns when it is durable; the key decides on the partition, null is a tombstone.
  public RecordMetadata produce(
      String topic, String key, byte @Nullable [] value, Map<String, String> headers) {
    ProducerRecord<byte[], byte[]> out =
        new ProducerRecord<>(topic, key.getBytes(StandardCharsets.UTF_8), value);
    headers.forEach((name, text) -> out.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
    return produce(out);
  }

  /// Sends anything, for instance to a chosen partition or without a key.
  public RecordMetadata produce(ProducerRecord<byte[], byte[]> out) {
    return await(producer.send(out));
  }

  /// All committed records from the beginning to the present end, in order within a partition.
  public List<SeenRecord> read(String topic) {
    return read(topic, "read_committed");
  }

  /// As `read`, with those of open and aborted transactions.
  public List<SeenRecord> readUncommitted(String topic) {
    return read(topic, "read_uncommitted");
  }

  /// The values of `read`, as text.
  public List<@Nullable String> values(String topic) {
    return read(topic).stream().<@Nullable String>map(SeenRecord::value).toList();
  }

  private List<SeenRecord> read(String topic, String isolation) {
    List<SeenRecord> records = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer = consumer(Map.of("isolation.level", isolation))) {
      List<TopicPartition> partitions = partitions(consumer, topic);
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      // Under read_committed the end is the last stable offset: an open transaction ends the read.
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, CALL_MAX);
      long deadline = System.nanoTime() + CALL_MAX.toNanos();
      while (isBehind(consumer, ends)) {
        consumer.poll(Duration.ofMillis(100)).forEach(in -> records.add(new SeenRecord(in)));
        if (records.size() > RECORDS_MAX || System.nanoTime() > deadline) {
          throw new IllegalStateException(
              "cannot read %s to its end: %d records".formatted(topic, records.size()));
        }
      }
    }
    return records;
  }

  /// Positions and not counts: markers of transactions take offsets that no reader gets to see.
  private static boolean isBehind(
      KafkaConsumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream()
        .anyMatch(end -> consumer.position(end.getKey(), CALL_MAX) < end.getValue());
  }

  /// Reads on from the beginning until the condition holds for what came so far, and returns that.
  /// Fails with `what` and the count when the deadline comes first.
  public List<SeenRecord> await(
      String topic, Duration deadline, String what, Predicate<List<SeenRecord>> condition) {
    List<SeenRecord> records = new ArrayList<>();
    long end = System.nanoTime() + deadline.toNanos();
    try (KafkaConsumer<byte[], byte[]> consumer =
        consumer(Map.of("isolation.level", "read_committed"))) {
      List<TopicPartition> partitions = partitions(consumer, topic);
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      while (!condition.test(List.copyOf(records))) {
        long left = end - System.nanoTime();
        if (left <= 0 || records.size() > RECORDS_MAX) {
          throw new AssertionError(
              "%s: not within %s; %d records in %s"
                  .formatted(what, deadline, records.size(), topic));
        }
        Duration patience = Duration.ofNanos(Math.min(left, Duration.ofMillis(200).toNanos()));
        consumer.poll(patience).forEach(in -> records.add(new SeenRecord(in)));
      }
    }
    return records;
  }

  /// Where each topic ends, its partitions added up: equal twice means that nobody wrote between.
  /// Without the broker's own topics.
  public Map<String, Long> ends() {
    Map<TopicPartition, OffsetSpec> last = new HashMap<>();
    await(admin.describeTopics(await(admin.listTopics().names())).allTopicNames())
        .forEach((name, topic) ->
            topic
                .partitions()
                .forEach(
                    p -> last.put(new TopicPartition(name, p.partition()), OffsetSpec.latest())));
    Map<String, Long> ends = new HashMap<>();
    await(admin.listOffsets(last).all())
        .forEach((partition, at) -> ends.merge(partition.topic(), at.offset(), Long::sum));
    return ends;
  }

  /// A consumer in a group, from the earliest record on; `protocol` is `classic` or `consumer`. The
  /// caller subscribes and closes it.
  public KafkaConsumer<byte[], byte[]> groupConsumer(String group, String protocol) {
    return consumer(Map.of("group.id", group, "group.protocol", protocol));
  }

  private KafkaConsumer<byte[], byte[]> consumer(Map<String, Object> settings) {
    Map<String, Object> all = new HashMap<>(settings);
    all.put("bootstrap.servers", bootstrapServers);
    all.put("auto.offset.reset", "earliest");
    all.put("enable.auto.commit", "false");
    // Return at once with what is there: tests ask at the head of a topic most of the time.
    all.put("fetch.max.wait.ms", "20");
    return new KafkaConsumer<>(all, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  private static List<TopicPartition> partitions(
      KafkaConsumer<byte[], byte[]> consumer, String topic) {
    return consumer.partitionsFor(topic, CALL_MAX).stream()
        .map(info -> new TopicPartition(topic, info.partition()))
        .toList();
  }

  /// What the broker refuses is the test's mistake and ends it.
  private static <T> T await(Future<T> answer) {
    try {
      return answer.get(CALL_MAX.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException failed) {
      throw new IllegalStateException("the broker refuses", failed.getCause());
    } catch (TimeoutException late) {
      throw new IllegalStateException("no answer from the broker within " + CALL_MAX, late);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for the broker", interrupted);
    }
  }

  @Override
  public void close() {
    producer.close(CALL_MAX);
    admin.close(CALL_MAX);
  }
}

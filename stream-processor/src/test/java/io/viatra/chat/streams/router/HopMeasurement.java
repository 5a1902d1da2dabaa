package io.viatra.chat.streams.router;

import io.viatra.chat.runtime.kafka.KafkaSettings;
import io.viatra.chat.runtime.metrics.Metrics;
import io.viatra.chat.schemas.delivery.MessageDelivery;
import io.viatra.chat.schemas.mailbox.MailboxDelivery;
import io.viatra.chat.schemas.session.NodeHeartbeat;
import io.viatra.chat.schemas.session.SessionOpened;
import io.viatra.chat.schemas.topic.Topics;
import io.viatra.chat.streams.RocksMemory;
import io.viatra.chat.streams.StreamsSettings;
import io.viatra.chat.testkit.EmbeddedKafka;
import io.viatra.chat.testkit.KafkaProbe;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Prints how long the hop through the router takes: from handing a delivery to a producer until a
/// consumer of the mailbox has it, broker and all in this process. It promises nothing, so neither
/// surefire nor failsafe runs it unless asked: `mvn verify -pl stream-processor -Dtest=NoTest
/// -Dit.test=HopMeasurement`.
class HopMeasurement {
  private static final Duration WARM_UP = Duration.ofSeconds(20);
  private static final Duration MEASURED = Duration.ofSeconds(10);

  private final Chat chat = Chat.of(new UUID(1, 1), "ann", "bob");
  private final Map<Long, Long> sent = new ConcurrentHashMap<>();
  @TempDir Path directory;

  @Test
  void printsTheHop() throws Exception {
    try (var kafka = EmbeddedKafka.start(directory.resolve("kafka"));
        var probe = KafkaProbe.of(kafka.bootstrapServers());
        var metrics = new Metrics("router");
        var memory = RocksMemory.of(16 * 1024 * 1024)) {
      for (var topic : Topics.all()) {
        probe.createTopic(topic.name(), topic.partitions(1), topic.retention().config());
      }
      var settings =
          new StreamsSettings(
              new KafkaSettings(kafka.bootstrapServers(), Map.of()),
              "hop",
              directory.resolve("state"),
              new StreamsSettings.Threads(1, 1, 0),
              1,
              16 * 1024 * 1024);
      try (var _ = RouterApplication.open(settings, memory, metrics);
          var producer = producer(kafka);
          var consumer = mailbox(kafka)) {
        for (String user : chat.users()) {
          var opened = new SessionOpened(user, user, null, "edge", 0, 1, Instant.now());
          var _ =
              probe.produce(
                  Topics.SESSIONS.name(), user, Topics.SESSIONS.codec().encode(opened), Map.of());
        }
        var _ = producer.send(delivery(Topics.DELIVERIES.codec().encode(chat.frame())));
        for (int rate : List.of(1_000, 50)) {
          run(producer, consumer, rate, WARM_UP);
          long before = routerCpu();
          print(rate, run(producer, consumer, rate, MEASURED), routerCpu() - before);
        }
      }
    }
  }

  private void beat(KafkaProducer<byte[], byte[]> producer) {
    var beat = new NodeHeartbeat("edge", 0, 1, Instant.now());
    var _ =
        producer.send(
            new ProducerRecord<>(
                Topics.NODES.name(), RouterBench.bytes("edge"), Topics.NODES.codec().encode(beat)));
  }

  private ProducerRecord<byte[], byte[]> delivery(byte[] value) {
    return new ProducerRecord<>(
        Topics.DELIVERIES.name(), RouterBench.bytes(chat.id.toString()), value);
  }

  /// Sends by the clock, whatever comes back; what waits too long is seen as waiting.
  private long[] run(
      KafkaProducer<byte[], byte[]> producer,
      KafkaConsumer<byte[], byte[]> consumer,
      int rate,
      Duration time)
      throws InterruptedException {
    long count = rate * time.toSeconds();
    long begin = System.nanoTime();
    var sender = Thread.ofPlatform().start(() -> send(producer, rate, count, begin));
    long[] latencies = new long[Math.toIntExact(count)];
    int seen = 0;
    while (seen < count) {
      for (var record : consumer.poll(Duration.ofMillis(100))) {
        long now = System.nanoTime();
        if (RouterBench.decoded(Topics.MAILBOX, record.value()) instanceof MailboxDelivery delivery
            && delivery.delivery() instanceof MessageDelivery message) {
          var at = sent.remove(message.message().seq());
          if (at != null) {
            latencies[seen++] = now - at;
          }
        }
      }
    }
    sender.join();
    return latencies;
  }

  private void send(KafkaProducer<byte[], byte[]> producer, int rate, long count, long begin) {
    for (long i = 0; i < count; i++) {
      long due = begin + i * 1_000_000_000L / rate;
      while (System.nanoTime() < due) {
        LockSupport.parkNanos(due - System.nanoTime());
      }
      if (i % rate == 0) {
        beat(producer);
      }
      var message = chat.message("ann");
      sent.put(message.message().seq(), due);
      var _ = producer.send(delivery(Topics.DELIVERIES.codec().encode(message)));
    }
  }

  private static void print(int rate, long[] latencies, long cpu) {
    Arrays.sort(latencies);
    System.out.printf(
        "hop at %d/s: median %.1f ms, p99 %.1f ms, worst %.1f ms; %d us of CPU each%n",
        rate,
        at(latencies, 0.5),
        at(latencies, 0.99),
        at(latencies, 1),
        cpu / latencies.length / 1_000);
  }

  /// What the router's thread has used, ns: it tells the work even where the machine is busy.
  private static long routerCpu() {
    var threads = ManagementFactory.getThreadMXBean();
    return Arrays.stream(threads.dumpAllThreads(false, false))
        .filter(thread -> thread.getThreadName().contains("StreamThread"))
        .mapToLong(thread -> threads.getThreadCpuTime(thread.getThreadId()))
        .sum();
  }

  private static double at(long[] sorted, double share) {
    int index = (int) Math.min(sorted.length - 1L, Math.round(sorted.length * share));
    return sorted[index] / (double) TimeUnit.MILLISECONDS.toNanos(1);
  }

  private static KafkaProducer<byte[], byte[]> producer(EmbeddedKafka kafka) {
    Map<String, Object> settings =
        Map.of("bootstrap.servers", kafka.bootstrapServers(), "linger.ms", "0");
    return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
  }

  private static KafkaConsumer<byte[], byte[]> mailbox(EmbeddedKafka kafka) {
    Map<String, Object> settings =
        Map.of("bootstrap.servers", kafka.bootstrapServers(), "enable.auto.commit", "false");
    var consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    var slot = List.of(new TopicPartition(Topics.MAILBOX.name(), 0));
    consumer.assign(slot);
    consumer.seekToBeginning(slot);
    return consumer;
  }
}

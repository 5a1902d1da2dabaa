package io.viatra.chat.runtime.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.viatra.chat.runtime.metrics.Metrics;
import io.viatra.chat.testkit.KafkaProbe;
import io.viatra.chat.testkit.SeenRecord;
import io.viatra.chat.testkit.TestInfrastructure;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Tails and loops on a real broker, each test with topics and names of its own.
class ConsumersIT {
  private final String topic = "t-" + UUID.randomUUID();
  private final Metrics metrics = new Metrics("test");
  private final BlockingQueue<String> seen = new LinkedBlockingQueue<>();
  private KafkaProbe probe;
  private KafkaSettings kafka;

  @BeforeEach
  void open() {
    String bootstrap = TestInfrastructure.kafka().bootstrapServers();
    probe = KafkaProbe.of(bootstrap);
    kafka = new KafkaSettings(bootstrap, Map.of());
    probe.createTopic(topic, 2, Map.of());
  }

  @AfterEach
  void close() {
    probe.close();
  }

  @Test
  void aTailAtTheEndSeesWhatIsWrittenAfterItWasPositioned() throws Exception {
    probe.produce(topic, "k", "before");
    try (PartitionTail tail =
        PartitionTail.open(kafka, TailSettings.endOfAll(name(), topic), this::see, null, metrics)) {
      tail.positioned().get(30, TimeUnit.SECONDS);
      probe.produce(topic, "k", "after");
      assertThat(Waiting.next(seen)).isEqualTo("after");
      assertThat(seen).isEmpty();
    }
  }

  @Test
  void aTableHasCaughtUpWhenItHasSeenEverythingWrittenBefore() throws Exception {
    for (int i = 0; i < 10; i++) {
      probe.produce(topic, "k" + i, "v" + i);
    }
    try (PartitionTail tail =
        PartitionTail.open(kafka, TailSettings.table(name(), topic), this::see, null, metrics)) {
      tail.caughtUp().get(30, TimeUnit.SECONDS);
      assertThat(seen).hasSize(10);
    }
  }

  @Test
  void aTailFollowsOnlyItsPartition() throws Exception {
    try (PartitionTail tail =
        PartitionTail.open(kafka, TailSettings.end(name(), topic, 1), this::see, null, metrics)) {
      tail.positioned().get(30, TimeUnit.SECONDS);
      produce(0, "zero");
      produce(1, "one");
      assertThat(Waiting.next(seen)).isEqualTo("one");
      assertThat(seen).isEmpty();
    }
  }

  @Test
  void poisonGoesToTheDeadLettersAndTheTailGoesOn() throws Exception {
    String letters = "dlq-" + UUID.randomUUID();
    probe.createTopic(letters, 1, Map.of());
    try (Publisher publisher = Publisher.open(kafka, name(), Set.of(letters), metrics)) {
      publisher.warm().get(30, TimeUnit.SECONDS);
      DeadLetters dead = new DeadLetters(publisher, letters, "test", metrics);
      RecordHandler handler =
          record -> {
            if (text(record).equals("poison")) {
              throw new PoisonException("BAD");
            }
            see(record);
          };
      try (PartitionTail tail =
          PartitionTail.open(kafka, TailSettings.table(name(), topic), handler, dead, metrics)) {
        produce(0, "poison");
        produce(0, "good");
        assertThat(Waiting.next(seen)).isEqualTo("good");
        List<SeenRecord> buried = awaitOne(letters);
        assertThat(buried).hasSize(1);
        assertThat(tail.ended()).isNotDone();
      }
    }
  }

  @Test
  void aPausedTailStandsStillAndMissesNothing() throws Exception {
    try (PartitionTail tail =
        PartitionTail.open(kafka, TailSettings.table(name(), topic), this::see, null, metrics)) {
      produce(0, "one");
      assertThat(Waiting.next(seen)).isEqualTo("one");
      tail.pause();
      produce(0, "two");
      tail.resume();
      assertThat(Waiting.next(seen)).isEqualTo("two");
    }
  }

  @Test
  void aLoopHandlesEveryRecordOnceAcrossARestart() throws Exception {
    String group = name();
    LoopSettings settings = LoopSettings.perPartition(group, group, Set.of(topic), 10);
    produce(0, "one");
    try (ConsumerLoop loop = ConsumerLoop.open(kafka, settings, this::seeAll, metrics)) {
      assertThat(Waiting.next(seen)).isEqualTo("one");
      assertThat(loop.failing()).isFalse();
    }
    produce(0, "two");
    try (ConsumerLoop loop = ConsumerLoop.open(kafka, settings, this::seeAll, metrics)) {
      assertThat(Waiting.next(seen)).isEqualTo("two");
      assertThat(seen).isEmpty();
      assertThat(loop.ended()).isNotDone();
    }
  }

  @Test
  void aBlockedPartitionDoesNotBlockAnother() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    String group = name();
    BatchHandler handler =
        batch -> {
          if (batch.partitions().contains(new TopicPartition(topic, 0))) {
            release.await();
          }
          seeAll(batch);
        };
    LoopSettings settings = LoopSettings.perPartition(group, group, Set.of(topic), 10);
    try (ConsumerLoop loop = ConsumerLoop.open(kafka, settings, handler, metrics)) {
      produce(0, "blocked");
      produce(1, "free");
      assertThat(Waiting.next(seen)).isEqualTo("free");
      produce(1, "free again");
      assertThat(Waiting.next(seen)).isEqualTo("free again");
      release.countDown();
      assertThat(Waiting.next(seen)).isEqualTo("blocked");
      assertThat(loop.ended()).isNotDone();
    }
  }

  @Test
  void aFailingBatchIsRepeatedAndSaidToFail() throws Exception {
    AtomicInteger attempts = new AtomicInteger();
    AtomicBoolean works = new AtomicBoolean();
    String group = name();
    BatchHandler handler =
        batch -> {
          attempts.incrementAndGet();
          if (!works.get()) {
            throw new IllegalStateException("down on purpose");
          }
          seeAll(batch);
        };
    LoopSettings settings = LoopSettings.perPartition(group, group, Set.of(topic), 10);
    produce(0, "one");
    try (ConsumerLoop loop = ConsumerLoop.open(kafka, settings, handler, metrics)) {
      Waiting.until("two attempts", () -> attempts.get() >= 2 && loop.failing());
      works.set(true);
      assertThat(Waiting.next(seen)).isEqualTo("one");
      Waiting.until("no failure", () -> !loop.failing());
    }
  }

  @Test
  void aHandlerWithItsOwnPositionsBeginsAndGoesOnWhereItSays() throws Exception {
    for (int i = 0; i < 6; i++) {
      produce(0, "v" + i);
    }
    String group = name();
    AtomicBoolean moved = new AtomicBoolean();
    TopicPartition partition = new TopicPartition(topic, 0);
    BatchHandler handler =
        new BatchHandler() {
          @Override
          public void handle(ConsumerRecords<byte[], byte[]> batch) throws Exception {
            if (moved.compareAndSet(false, true)) {
              throw new RepositionException(Map.of(partition, 4L));
            }
            seeAll(batch);
          }

          @Override
          public Map<TopicPartition, Long> assigned(Set<TopicPartition> partitions) {
            return partitions.contains(partition) ? Map.of(partition, 2L) : Map.of();
          }
        };
    LoopSettings settings = LoopSettings.ownPositions(group, group, Set.of(topic), 10);
    try (ConsumerLoop loop = ConsumerLoop.open(kafka, settings, handler, metrics)) {
      assertThat(Waiting.next(seen)).isEqualTo("v4");
      assertThat(Waiting.next(seen)).isEqualTo("v5");
      assertThat(loop.ended()).isNotDone();
    }
  }

  @Test
  void partitionsMoveToASecondMemberAndNothingIsLost() throws Exception {
    String group = name();
    Set<String> all = ConcurrentHashMap.newKeySet();
    BatchHandler handler =
        batch -> batch.forEach(record -> all.add(record.partition() + text(record)));
    LoopSettings one = LoopSettings.perPartition(name(), group, Set.of(topic), 5);
    LoopSettings two = LoopSettings.perPartition(name(), group, Set.of(topic), 5);
    AtomicInteger secondSaw = new AtomicInteger();
    BatchHandler second =
        batch -> {
          secondSaw.addAndGet(batch.count());
          handler.handle(batch);
        };
    try (ConsumerLoop first = ConsumerLoop.open(kafka, one, handler, metrics)) {
      produce(0, "start");
      Waiting.until("the first member to work", () -> !all.isEmpty());
      try (ConsumerLoop other = ConsumerLoop.open(kafka, two, second, metrics)) {
        AtomicInteger written = new AtomicInteger();
        Waiting.until(
            "the second member to work",
            () -> {
              int n = written.getAndIncrement();
              produce(0, "n" + n);
              produce(1, "n" + n);
              return secondSaw.get() > 0;
            });
        Waiting.until("all records", () -> all.size() == 1 + 2 * written.get());
        assertThat(other.ended()).isNotDone();
      }
      assertThat(first.ended()).isNotDone();
    }
  }

  private void produce(int partition, String value) {
    probe.produce(
        new ProducerRecord<>(topic, partition, "k".getBytes(UTF_8), value.getBytes(UTF_8)));
  }

  private void see(ConsumerRecord<byte[], byte[]> record) {
    seen.add(text(record));
  }

  private void seeAll(ConsumerRecords<byte[], byte[]> batch) {
    batch.forEach(this::see);
  }

  private List<SeenRecord> awaitOne(String letters) throws InterruptedException {
    Waiting.until("a dead letter", () -> !probe.read(letters).isEmpty());
    return probe.read(letters);
  }

  private static String text(ConsumerRecord<byte[], byte[]> record) {
    return new String(record.value(), UTF_8);
  }

  private static String name() {
    return "it-" + UUID.randomUUID();
  }
}

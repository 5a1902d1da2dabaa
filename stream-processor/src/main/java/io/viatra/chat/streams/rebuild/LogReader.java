package io.viatra.chat.streams.rebuild;

import io.viatra.chat.runtime.kafka.KafkaSettings;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/// Reads topics from their beginning to where they end when it begins, committed records only. No
/// group, so nothing is left behind. One thread.
final class LogReader {
  /// Without an answer for so long, the cluster counts as away; also how long a transaction that
  /// somebody left open may stand in the way, which brokers end after 5 s.
  private static final Duration SILENCE_MAX = Duration.ofSeconds(60);

  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration PAUSE = Duration.ofMillis(100);
  private static final int POLL_RECORDS_MAX = 5_000;
  private static final int FETCH_BYTES = 16 << 20;

  private final KafkaSettings kafka;
  private final Progress progress;

  LogReader(KafkaSettings kafka, Progress progress) {
    this.kafka = kafka;
    this.progress = progress;
  }

  /// Gets the records of a topic, those of a partition in their order.
  @FunctionalInterface
  interface Taker {
    void take(ConsumerRecord<byte[], byte[]> record) throws RefusedException;
  }

  static List<TopicPartition> partitions(String topic, int count) {
    return IntStream.range(0, count).mapToObj(each -> new TopicPartition(topic, each)).toList();
  }

  /// @param partitions of one topic
  void read(Collection<TopicPartition> partitions, Taker taker)
      throws RefusedException, InterruptedException {
    try (var consumer = consumer("read_committed")) {
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      var ends = settledEnds(consumer, partitions);
      var begins = consumer.beginningOffsets(partitions, SILENCE_MAX);
      progress.begin(topic(partitions), sum(ends) - sum(begins));
      read(consumer, ends, taker);
      progress.end();
    } catch (KafkaException failed) {
      throw new RefusedException("Kafka does not answer: " + failed.getMessage(), failed);
    }
  }

  private void read(
      KafkaConsumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends, Taker taker)
      throws RefusedException {
    long heard = System.nanoTime();
    while (!isAt(consumer, ends)) {
      var batch = consumer.poll(POLL);
      for (var record : batch) {
        taker.take(record);
      }
      if (!batch.nextOffsets().isEmpty()) {
        heard = System.nanoTime();
        progress.read(batch.count());
      } else if (System.nanoTime() - heard > SILENCE_MAX.toNanos()) {
        throw new RefusedException("Kafka stopped answering");
      }
    }
  }

  /// Where the partitions end once no transaction is open: what a sequencer committed while it was
  /// dying must not come to light after it was read.
  private Map<TopicPartition, Long> settledEnds(
      KafkaConsumer<byte[], byte[]> consumer, Collection<TopicPartition> partitions)
      throws RefusedException, InterruptedException {
    long end = System.nanoTime() + SILENCE_MAX.toNanos();
    try (var uncommitted = consumer("read_uncommitted")) {
      uncommitted.assign(partitions);
      while (true) {
        var ends = uncommitted.endOffsets(partitions, SILENCE_MAX);
        if (ends.equals(consumer.endOffsets(partitions, SILENCE_MAX))) {
          return ends;
        }
        if (System.nanoTime() > end) {
          throw new RefusedException("a transaction is open in " + topic(partitions));
        }
        Thread.sleep(PAUSE);
      }
    }
  }

  private static String topic(Collection<TopicPartition> partitions) {
    return partitions.iterator().next().topic();
  }

  private static long sum(Map<TopicPartition, Long> offsets) {
    return offsets.values().stream().mapToLong(Long::longValue).sum();
  }

  private static boolean isAt(
      KafkaConsumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
    for (var end : ends.entrySet()) {
      if (consumer.position(end.getKey(), SILENCE_MAX) < end.getValue()) {
        return false;
      }
    }
    return true;
  }

  private KafkaConsumer<byte[], byte[]> consumer(String isolation) {
    var settings = new HashMap<>(kafka.clientProperties("rebuild-state"));
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, isolation);
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, POLL_RECORDS_MAX);
    settings.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCH_BYTES);
    settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 100);
    return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }
}

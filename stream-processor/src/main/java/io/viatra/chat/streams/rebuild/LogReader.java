package io.viatra.chat.streams.rebuild;

import io.viatra.chat.runtime.kafka.KafkaSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/// Reads topics from their beginning to where they end when it begins, committed records only. No
/// group, so nothing is left behind.
///
/// Two threads: the caller's takes records, while one of its own reads and decodes the next batch,
/// which is 5,000 records or 16 MiB at most. Never more than one batch ahead; whoever is faster
/// waits.
final class LogReader {
  /// Without an answer for so long, the cluster counts as away; also how long a transaction that
  /// somebody left open may stand in the way, which brokers end after 5 s.
  private static final Duration SILENCE_MAX = Duration.ofSeconds(60);

  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration PAUSE = Duration.ofMillis(100);
  private static final int POLL_RECORDS_MAX = 5_000;
  private static final int FETCH_BYTES = 16 << 20;
  private static final int PARTITION_FETCH_BYTES = 4 << 20;

  /// Offsets before an end among which there is a record, where there is any: what else takes
  /// offsets are ends of transactions, and a transaction of ours has records.
  private static final long NEAR = 20;

  private final KafkaSettings kafka;
  private final Progress progress;

  LogReader(KafkaSettings kafka, Progress progress) {
    this.kafka = kafka;
    this.progress = progress;
  }

  /// Gets the records of a topic, those of a partition in their order, on the caller's thread.
  ///
  /// @param <D> what a value is decoded to
  @FunctionalInterface
  interface Taker<D> {
    /// @param value null is a tombstone
    void take(ConsumerRecord<byte[], byte[]> record, @Nullable D value) throws RefusedException;
  }

  /// @param value null is a tombstone
  private record Read<D>(ConsumerRecord<byte[], byte[]> record, @Nullable D value) {}

  /// @param over whether the ends were reached before it
  private record Batch<D>(List<Read<D>> records, boolean over) {}

  static List<TopicPartition> partitions(String topic, int count) {
    return IntStream.range(0, count).mapToObj(each -> new TopicPartition(topic, each)).toList();
  }

  /// @param partitions of one topic
  /// @param decoder of values; it is called on another thread
  <D> void read(Collection<TopicPartition> partitions, Function<byte[], D> decoder, Taker<D> taker)
      throws RefusedException, InterruptedException {
    try (var consumer = consumer("read_committed")) {
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      var ends = settledEnds(consumer, partitions);
      var begins = consumer.beginningOffsets(partitions, SILENCE_MAX);
      progress.begin(topic(partitions), sum(ends) - sum(begins));
      readAhead(() -> next(consumer, ends, decoder), taker);
      progress.end();
    } catch (KafkaException failed) {
      throw new RefusedException("Kafka does not answer: " + failed.getMessage(), failed);
    }
  }

  /// The consumer goes to the thread that is ahead and comes back when that has ended.
  private <D> void readAhead(Callable<Batch<D>> reading, Taker<D> taker)
      throws RefusedException, InterruptedException {
    try (var ahead =
        Executors.newSingleThreadExecutor(Thread.ofPlatform().name("rebuild-reads").factory())) {
      try {
        var next = ahead.submit(reading);
        for (var batch = answer(next); !batch.over(); batch = answer(next)) {
          next = ahead.submit(reading);
          for (var read : batch.records()) {
            taker.take(read.record(), read.value());
          }
          progress.read(batch.records().size());
        }
      } finally {
        // Whatever is being read is of no use any more; closing waits for the thread.
        ahead.shutdownNow();
      }
    }
  }

  private static <D> Batch<D> answer(Future<Batch<D>> read)
      throws RefusedException, InterruptedException {
    try {
      return read.get();
    } catch (ExecutionException failed) {
      switch (failed.getCause()) {
        case RefusedException refused -> throw refused;
        case KafkaException kafka -> throw kafka;
        case null, default -> throw new IllegalStateException("a batch cannot be read", failed);
      }
    }
  }

  /// Not empty unless it is over.
  private static <D> Batch<D> next(
      KafkaConsumer<byte[], byte[]> consumer,
      Map<TopicPartition, Long> ends,
      Function<byte[], D> decoder)
      throws RefusedException {
    long heard = System.nanoTime();
    while (!isAt(consumer, ends)) {
      var batch = consumer.poll(POLL);
      if (!batch.isEmpty()) {
        var records = new ArrayList<Read<D>>(batch.count());
        for (var record : batch) {
          var value = record.value();
          records.add(new Read<>(record, value == null ? null : decoder.apply(value)));
        }
        return new Batch<>(records, false);
      }
      if (!batch.nextOffsets().isEmpty()) {
        heard = System.nanoTime();
      } else if (System.nanoTime() - heard > SILENCE_MAX.toNanos()) {
        throw new RefusedException("Kafka stopped answering");
      }
    }
    return new Batch<>(List.of(), true);
  }

  /// The last record of each partition, as far as there is one near its end.
  ///
  /// @param partitions of one topic
  List<ConsumerRecord<byte[], byte[]>> last(Collection<TopicPartition> partitions)
      throws RefusedException, InterruptedException {
    try (var consumer = consumer("read_committed")) {
      consumer.assign(partitions);
      var ends = settledEnds(consumer, partitions);
      var begins = consumer.beginningOffsets(partitions, SILENCE_MAX);
      ends.forEach((partition, end) ->
          consumer.seek(partition, Math.max(begins.getOrDefault(partition, 0L), end - NEAR)));
      var last = new TreeMap<Integer, ConsumerRecord<byte[], byte[]>>();
      Callable<Batch<byte[]>> reading = () -> next(consumer, ends, bytes -> bytes);
      this.<byte[]>readAhead(reading, (record, _) -> last.put(record.partition(), record));
      return List.copyOf(last.values());
    } catch (KafkaException failed) {
      throw new RefusedException("Kafka does not answer: " + failed.getMessage(), failed);
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
    settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, PARTITION_FETCH_BYTES);
    settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 100);
    return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }
}

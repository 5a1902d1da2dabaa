package io.viatra.chat.standalone.audit;

import io.viatra.chat.runtime.kafka.KafkaSettings;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/// Reads partitions from their beginning to their end, and from there to their new end whenever it
/// is asked again. Committed records only. One consumer without a group, so nothing is left behind
/// in the cluster.
final class LogReader implements AutoCloseable {
  /// Without a single record, or answer, for so long, the cluster counts as away.
  private static final Duration SILENCE_MAX = Duration.ofSeconds(60);

  private static final Duration POLL = Duration.ofMillis(200);
  private static final int POLL_RECORDS_MAX = 5_000;
  private static final int FETCH_BYTES = 16 << 20;

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Map<TopicPartition, Consumer<ConsumerRecord<byte[], byte[]>>> readers;
  private final LongConsumer progress;

  /// Behind the last record of each partition, which need not be the partition's end: markers of
  /// transactions follow.
  private final Map<TopicPartition, Long> read = new HashMap<>();

  private long records;

  /// @param readers who gets the records of each partition
  /// @param progress is told the number of records so far, with each batch
  LogReader(
      KafkaSettings kafka,
      Map<TopicPartition, Consumer<ConsumerRecord<byte[], byte[]>>> readers,
      LongConsumer progress) {
    this.readers = Map.copyOf(readers);
    this.progress = progress;
    var settings = kafka.clientProperties("audit");
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, POLL_RECORDS_MAX);
    settings.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCH_BYTES);
    settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 100);
    consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    consumer.assign(this.readers.keySet());
    consumer.seekToBeginning(this.readers.keySet());
  }

  /// Up to where the partitions end when it is called, or further. Under read_committed that is the
  /// last stable offset, so a transaction that a dead sequencer left open ends the read until the
  /// broker aborts it.
  ///
  /// @throws UnreachableException if the cluster falls silent before
  void readToEnd() throws UnreachableException {
    try {
      var ends = consumer.endOffsets(readers.keySet(), SILENCE_MAX);
      long heard = System.nanoTime();
      while (!isAt(ends)) {
        var batch = consumer.poll(POLL);
        for (var record : batch) {
          var partition = new TopicPartition(record.topic(), record.partition());
          readers.getOrDefault(partition, _ -> {}).accept(record);
          read.put(partition, record.offset() + 1);
        }
        records += batch.count();
        if (batch.nextOffsets().isEmpty()) {
          if (System.nanoTime() - heard > SILENCE_MAX.toNanos()) {
            throw new UnreachableException("Kafka stopped answering");
          }
        } else {
          heard = System.nanoTime();
          progress.accept(records);
        }
      }
    } catch (KafkaException failed) {
      throw new UnreachableException("Kafka does not answer: " + failed.getMessage(), failed);
    }
  }

  private boolean isAt(Map<TopicPartition, Long> ends) {
    for (var end : ends.entrySet()) {
      if (consumer.position(end.getKey(), SILENCE_MAX) < end.getValue()) {
        return false;
      }
    }
    return true;
  }

  /// Behind the last record that was read; 0 where there was none.
  long read(TopicPartition partition) {
    return read.getOrDefault(partition, 0L);
  }

  @Override
  public void close() {
    consumer.close();
  }
}

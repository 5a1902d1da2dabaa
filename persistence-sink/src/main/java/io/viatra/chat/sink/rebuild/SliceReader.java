package io.viatra.chat.sink.rebuild;

import io.viatra.chat.runtime.kafka.KafkaSettings;
import io.viatra.chat.sink.Intake;
import io.viatra.chat.sink.Slice;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/// Reads partitions from where a schema is up to given ends, to the record, in slices as large as a
/// transaction may be. Committed records only; without a group, so nothing is left in the cluster.
///
/// One thread at a time.
final class SliceReader implements AutoCloseable {
  /// Without a single answer for so long the cluster counts as away.
  private static final Duration SILENCE_MAX = Duration.ofSeconds(60);

  private static final Duration POLL = Duration.ofMillis(200);
  private static final int POLL_RECORDS_MAX = 10_000;
  private static final int FETCH_BYTES = 16 << 20;
  private static final int PARTITION_FETCH_BYTES = 4 << 20;

  /// Of a slice. Decoded, a record takes some three times its size.
  private static final long SLICE_BYTES_MAX = 32 << 20;

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Map<TopicPartition, Long> ends;
  private final Intake intake;
  private final int sliceRecordsMax;

  /// @param positions where to begin
  /// @param ends by partition, the position at which to stop; those of `positions`
  SliceReader(
      KafkaSettings kafka,
      Map<TopicPartition, Long> positions,
      Map<TopicPartition, Long> ends,
      Intake intake,
      int sliceRecordsMax) {
    this.ends = Map.copyOf(ends);
    this.intake = intake;
    this.sliceRecordsMax = sliceRecordsMax;
    Map<String, Object> settings = kafka.clientProperties("rebuild");
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    // A compacted log begins where it begins.
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, POLL_RECORDS_MAX);
    settings.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCH_BYTES);
    settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, PARTITION_FETCH_BYTES);
    settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 100);
    consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    consumer.assign(positions.keySet());
    positions.forEach(consumer::seek);
  }

  /// The next slice; an empty one when the ends are reached.
  ///
  /// @throws RebuildException if the cluster falls silent before
  Slice next() throws RebuildException, ExecutionException, InterruptedException {
    Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> gathered = new HashMap<>();
    int count = 0;
    long bytes = 0;
    long heard = System.nanoTime();
    while (count < sliceRecordsMax && bytes < SLICE_BYTES_MAX && !isAtEnds()) {
      ConsumerRecords<byte[], byte[]> batch = consumer.poll(POLL);
      for (ConsumerRecord<byte[], byte[]> record : batch) {
        TopicPartition partition = new TopicPartition(record.topic(), record.partition());
        if (record.offset() < ends.getOrDefault(partition, 0L)) {
          gathered.computeIfAbsent(partition, _ -> new ArrayList<>()).add(record);
          count++;
          bytes += Math.max(0, record.serializedValueSize());
        }
      }
      if (!batch.nextOffsets().isEmpty()) {
        heard = System.nanoTime();
      } else if (System.nanoTime() - heard > SILENCE_MAX.toNanos()) {
        throw new RebuildException("Kafka stopped answering");
      }
    }
    return intake.read(new ConsumerRecords<>(gathered, Map.of()));
  }

  private boolean isAtEnds() {
    boolean all = true;
    for (Map.Entry<TopicPartition, Long> end : ends.entrySet()) {
      if (consumer.position(end.getKey(), SILENCE_MAX) >= end.getValue()) {
        consumer.pause(List.of(end.getKey()));
      } else {
        all = false;
      }
    }
    return all;
  }

  @Override
  public void close() {
    consumer.close();
  }
}

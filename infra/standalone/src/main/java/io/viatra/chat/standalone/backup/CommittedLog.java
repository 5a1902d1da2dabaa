package io.viatra.chat.standalone.backup;

import io.viatra.chat.runtime.kafka.KafkaSettings;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/// Reads one partition after the other from its beginning to a given end: committed records only,
/// without a group, so nothing is left behind in the cluster.
final class CommittedLog implements AutoCloseable {
  /// Without a single answer for so long, the cluster counts as away; longer than a dead writer's
  /// transaction can stay open.
  private static final Duration SILENCE_MAX = Duration.ofSeconds(60);

  private static final Duration POLL = Duration.ofMillis(200);
  private static final int POLL_RECORDS_MAX = 5_000;
  private static final int FETCH_BYTES = 16 << 20;

  private final KafkaConsumer<byte[], byte[]> consumer;

  /// What is done with the records of a poll.
  interface Batch {
    void accept(List<ConsumerRecord<byte[], byte[]>> records) throws IOException;
  }

  CommittedLog(KafkaSettings kafka) {
    var settings = kafka.clientProperties("topics-dump");
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, POLL_RECORDS_MAX);
    settings.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCH_BYTES);
    settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, FETCH_BYTES);
    settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 100);
    consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /// @param end the offset behind the last one that is read; transactions that are open before it
  ///   are waited for
  void read(TopicPartition partition, long end, Batch batch)
      throws IOException, BackupException, InterruptedException {
    try {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long heard = System.nanoTime();
      while (consumer.position(partition, SILENCE_MAX) < end) {
        var polled = consumer.poll(POLL);
        var records =
            polled.records(partition).stream().filter(record -> record.offset() < end).toList();
        if (!records.isEmpty()) {
          batch.accept(records);
        }
        if (!polled.nextOffsets().isEmpty()) {
          heard = System.nanoTime();
        } else if (System.nanoTime() - heard > SILENCE_MAX.toNanos()) {
          throw new BackupException("the cluster stopped answering");
        }
      }
    } catch (InterruptException interrupted) {
      // Kafka's own is unchecked, and has set the flag again.
      var _ = Thread.interrupted();
      throw new InterruptedException("while reading " + partition);
    } catch (KafkaException failed) {
      throw new BackupException("the cluster does not answer", failed);
    }
  }

  @Override
  public void close() {
    consumer.close();
  }
}

package io.viatra.chat.streams.rebuild;

import io.viatra.chat.runtime.kafka.KafkaSettings;
import io.viatra.chat.streams.Changelog;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/// Writes the rows of the scratch into empty changelogs, each once. One thread; the producer's
/// buffer bounds what is on its way, and waits.
final class ChangelogWriter {
  private static final int BATCH_BYTES = 512 * 1024;
  private static final int SAID_EVERY = 1_000;

  private final KafkaSettings kafka;
  private final Scratch scratch;
  private final Progress progress;
  private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

  ChangelogWriter(KafkaSettings kafka, Scratch scratch, Progress progress) {
    this.kafka = kafka;
    this.scratch = scratch;
    this.progress = progress;
  }

  /// @return rows, all of them durable
  long write(List<Changelog> changelogs, int partitions) throws RefusedException {
    long rows = 0;
    try (var producer = producer()) {
      for (var changelog : changelogs) {
        progress.begin(changelog.topic());
        for (int partition = 0; partition < partitions; partition++) {
          rows += write(producer, changelog, partition);
        }
        producer.flush();
        progress.end();
      }
    } catch (KafkaException failed) {
      throw new RefusedException("Kafka does not take the rows: " + failed.getMessage(), failed);
    }
    refuseFailure();
    return rows;
  }

  private long write(KafkaProducer<byte[], byte[]> producer, Changelog changelog, int partition)
      throws RefusedException {
    long rows = 0;
    try (var all = scratch.table(changelog.store(), partition).all()) {
      while (all.hasNext()) {
        var row = all.next();
        var _ =
            producer.send(
                new ProducerRecord<>(changelog.topic(), partition, row.key.get(), row.value),
                (_, failed) -> failure.compareAndSet(null, failed));
        if (++rows % SAID_EVERY == 0) {
          progress.read(SAID_EVERY);
          refuseFailure();
        }
      }
    }
    progress.read((int) (rows % SAID_EVERY));
    return rows;
  }

  private void refuseFailure() throws RefusedException {
    var failed = failure.get();
    if (failed != null) {
      throw new RefusedException("Kafka does not take a row: " + failed.getMessage(), failed);
    }
  }

  private KafkaProducer<byte[], byte[]> producer() {
    var settings = new HashMap<>(kafka.clientProperties("rebuild-state"));
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 20);
    settings.put(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
    settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
  }
}

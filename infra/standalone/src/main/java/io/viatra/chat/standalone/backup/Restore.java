package io.viatra.chat.standalone.backup;

import io.viatra.chat.runtime.kafka.KafkaSettings;
import io.viatra.chat.schemas.codec.CommandPosition;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/// Writes the records of a verified dump into the topics of a checked target.
///
/// The producer is idempotent, so within a partition the records come in the order of their lines,
/// each once, also where a request was repeated. `send` blocks where its buffer is full; the first
/// failure ends the run.
final class Restore implements AutoCloseable {
  private static final Duration FLUSH_MAX = Duration.ofSeconds(60);

  /// Larger than what a broker takes by default: what it took once must not fail here.
  private static final int RECORD_BYTES_MAX = 32 << 20;

  private static final String PART_ONLY =
      "the brokers did not take everything; delete and create the topics, and begin again";

  private final Path directory;
  private final Target target;
  private final Progress progress;
  private final KafkaProducer<byte[], byte[]> producer;
  private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
  private final Map<TopicPartition, Long> sent = new HashMap<>();

  private Restore(KafkaSettings kafka, Path directory, Target target, Progress progress) {
    this.directory = directory;
    this.target = target;
    this.progress = progress;
    var settings = kafka.clientProperties("topics-restore");
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 20);
    settings.put(ProducerConfig.BATCH_SIZE_CONFIG, 256 * 1024);
    settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 2L * RECORD_BYTES_MAX);
    settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, RECORD_BYTES_MAX);
    producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /// Returns when the brokers have everything.
  ///
  /// @throws BackupException if they do not; the topics then hold a part, and must be made anew
  static void run(
      KafkaSettings kafka, Path directory, Manifest manifest, Target target, PrintWriter err)
      throws IOException, BackupException, InterruptedException {
    var topics =
        manifest.topics().stream()
            .filter(topic -> target.placements().containsKey(topic.topic()))
            .toList();
    long total = topics.stream().mapToLong(Manifest.OfTopic::records).sum();
    var progress = new Progress(err, "restored", total);
    try (var restore = new Restore(kafka, directory, target, progress)) {
      for (var topic : topics) {
        restore.topic(topic);
      }
      restore.finish();
      restore.recount(kafka);
    }
    progress.end();
  }

  private void topic(Manifest.OfTopic topic) throws IOException, BackupException {
    var placement = target.placements().get(topic.topic());
    if (placement == null) {
      throw new IllegalStateException("a topic without a place: " + topic.topic());
    }
    for (var partition : topic.partitions()) {
      for (var file : partition.files()) {
        try (var lines = LineReader.open(directory.resolve(file.name()))) {
          for (var line = lines.line(); line != null; line = lines.line()) {
            send(placement, RecordLine.decode(line));
          }
        }
        progress.add(file.records());
      }
    }
  }

  private void send(Placement placement, RecordLine line) throws BackupException {
    requireNoFailure();
    int partition = placement.of(line);
    var topic = placement.topic().name();
    var record =
        new ProducerRecord<byte[], byte[]>(
            topic, partition, line.timestamp(), line.key(), line.value(), headers(line));
    try {
      var _ =
          producer.send(
              record,
              (_, failed) -> {
                if (failed != null) {
                  failure.compareAndSet(null, failed);
                }
              });
    } catch (KafkaException full) {
      throw new BackupException(PART_ONLY, full);
    }
    sent.merge(new TopicPartition(topic, partition), 1L, Long::sum);
  }

  private List<Header> headers(RecordLine line) {
    if (target.knowsCommands()) {
      return line.headers();
    }
    var kept = new ArrayList<>(line.headers());
    kept.removeIf(header ->
        header.key().equals(CommandPosition.PARTITION)
            || header.key().equals(CommandPosition.OFFSET));
    return kept;
  }

  private void requireNoFailure() throws BackupException {
    var failed = failure.get();
    if (failed != null) {
      throw new BackupException(PART_ONLY, failed);
    }
  }

  private void finish() throws BackupException {
    producer.flush();
    requireNoFailure();
  }

  /// Without transactions every record takes one offset, so the ends say how many there are.
  private void recount(KafkaSettings kafka) throws BackupException, InterruptedException {
    try (var cluster = new Cluster(kafka)) {
      var ends = cluster.ends(sent.keySet());
      for (var each : sent.entrySet()) {
        if (!each.getValue().equals(ends.get(each.getKey()))) {
          throw new BackupException(
              each.getKey() + " holds other records besides: somebody wrote to it meanwhile");
        }
      }
    }
  }

  @Override
  public void close() {
    producer.close(FLUSH_MAX);
  }
}

package io.viatra.chat.standalone.backup;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/// The files of one partition while it is dumped: one after the other, none without a record.
final class PartitionFiles implements AutoCloseable {
  private final Path directory;
  private final TopicPartition partition;
  private final long fileBytes;
  private final List<Manifest.OfFile> finished = new ArrayList<>();
  private @Nullable LineFile open;
  private @Nullable Long firstOffset;
  private @Nullable Long lastOffset;
  private long records;

  PartitionFiles(Path directory, TopicPartition partition, long fileBytes) {
    this.directory = directory;
    this.partition = partition;
    this.fileBytes = fileBytes;
  }

  void add(ConsumerRecord<byte[], byte[]> record) throws IOException {
    var file = open;
    if (file == null) {
      file = LineFile.create(directory, name());
      open = file;
    }
    file.add(
        new RecordLine(
                record.partition(),
                record.offset(),
                record.timestamp(),
                record.key(),
                RecordLine.listed(record.headers()),
                record.value())
            .encode());
    records++;
    firstOffset = firstOffset == null ? record.offset() : firstOffset;
    lastOffset = record.offset();
    if (file.lineBytes() >= fileBytes) {
      finishFile(file);
    }
  }

  /// Such as `chat.events.v1/003-00000.json.gz`: sorted by name they are in order.
  private String name() {
    return String.format(
        Locale.ROOT,
        "%s/%03d-%05d.json.gz",
        partition.topic(),
        partition.partition(),
        finished.size());
  }

  private void finishFile(LineFile file) throws IOException {
    finished.add(file.finish());
    open = null;
  }

  Manifest.OfPartition finish() throws IOException {
    if (open != null) {
      finishFile(open);
    }
    return new Manifest.OfPartition(
        partition.partition(), records, firstOffset, lastOffset, finished);
  }

  @Override
  public void close() throws IOException {
    if (open != null) {
      open.close();
    }
  }
}

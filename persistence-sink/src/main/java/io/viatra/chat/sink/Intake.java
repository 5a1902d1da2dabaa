package io.viatra.chat.sink;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;

/// Makes a slice of a poll. Poison is a dead letter before its offset can advance: should the
/// broker not take it, the batch comes again, and its dead letters with it (at least once).
public final class Intake {
  /// Takes a record that nobody can apply. Done when the record is safe there.
  public interface Aside {
    Future<?> put(ConsumerRecord<byte[], byte[]> record, String code);
  }

  private final Aside aside;

  public Intake(Aside aside) {
    this.aside = aside;
  }

  /// @throws ExecutionException with the [PublishException] of a dead letter that was not written
  public Slice read(ConsumerRecords<byte[], byte[]> batch)
      throws ExecutionException, InterruptedException {
    List<Entry> entries = new ArrayList<>(batch.count());
    List<Future<?>> letters = new ArrayList<>();
    Map<TopicPartition, Long> next = new HashMap<>();
    for (TopicPartition partition : batch.partitions()) {
      for (ConsumerRecord<byte[], byte[]> record : batch.records(partition)) {
        entries.add(entry(partition, record, letters));
      }
      next.put(partition, after(batch, partition));
    }
    for (Future<?> letter : letters) {
      letter.get();
    }
    return new Slice(entries, next);
  }

  /// Writes one record away and waits for it.
  public void putAside(ConsumerRecord<byte[], byte[]> record, String code)
      throws ExecutionException, InterruptedException {
    aside.put(record, code).get();
  }

  private Entry entry(
      TopicPartition partition, ConsumerRecord<byte[], byte[]> record, List<Future<?>> letters) {
    Change change =
        switch (RecordReader.read(record)) {
          case Reading.Read(Change read) -> read;
          case Reading.Poison(String code) -> {
            letters.add(aside.put(record, code));
            yield new Change.Nothing();
          }
        };
    return new Entry(partition, record, RecordReader.command(record), change);
  }

  /// Behind the last record, and behind the markers of the transaction that it ended.
  private static long after(ConsumerRecords<byte[], byte[]> batch, TopicPartition partition) {
    var position = batch.nextOffsets().get(partition);
    return position != null ? position.offset() : batch.records(partition).getLast().offset() + 1;
  }
}

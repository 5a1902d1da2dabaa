package io.viatra.chat.sink;

import io.viatra.chat.runtime.kafka.BatchHandler;
import io.viatra.chat.runtime.kafka.RepositionException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/// One poll, one transaction. An outage is thrown to the loop, which comes again with the same
/// batch after a pause that grows; a row that PostgreSQL refuses is found by halving, put aside,
/// and the rest of the poll is written around it.
final class Sink implements BatchHandler {
  /// A batch that has been read once: its dead letters are written, and are not written again when
  /// PostgreSQL makes it come back.
  private record Prepared(ConsumerRecords<byte[], byte[]> batch, Slice slice) {}

  private final Ledger ledger;
  private final Intake intake;
  private final SliceWriter writer;
  private final SinkMetrics metrics;
  private final Consumer<Set<String>> outdated;

  /// Where this owner believes its partitions are: what is in the database, unless somebody else
  /// owns them by now. Written by batches and by the polling thread.
  private final Map<TopicPartition, Long> positions = new ConcurrentHashMap<>();

  /// Held for a batch: the loop may hand over the next one while a batch of partitions that were
  /// taken away is still being rolled back.
  private final ReentrantLock turn = new ReentrantLock();

  private @Nullable Prepared prepared;

  /// @param outdated is told which copies a transaction has made old, and returns at once
  Sink(Ledger ledger, Intake intake, SinkMetrics metrics, Consumer<Set<String>> outdated) {
    this.ledger = ledger;
    this.intake = intake;
    this.writer = new SliceWriter(this::transaction, this::transaction, this::putAside);
    this.metrics = metrics;
    this.outdated = outdated;
  }

  @Override
  public Map<TopicPartition, Long> assigned(Set<TopicPartition> partitions) throws SQLException {
    Map<TopicPartition, Long> stored = ledger.positions(partitions);
    positions.putAll(stored);
    return stored;
  }

  @Override
  public void revoked(Set<TopicPartition> partitions) {
    positions.keySet().removeAll(partitions);
  }

  /// A copy of where the assigned partitions are; empty while there are none.
  Map<TopicPartition, Long> positions() {
    return Map.copyOf(positions);
  }

  @Override
  public void handle(ConsumerRecords<byte[], byte[]> batch) throws Exception {
    turn.lockInterruptibly();
    try {
      Slice read = prepared(batch);
      Slice slice = read.from(positions);
      metrics.skipped(read.entries().size() - slice.entries().size());
      writer.write(slice);
      prepared = null;
    } catch (SQLException failure) {
      // A driver that was interrupted reports a broken connection and keeps the flag.
      if (Thread.interrupted()) {
        throw interrupted(failure);
      }
      throw failure;
    } finally {
      turn.unlock();
    }
  }

  private Slice prepared(ConsumerRecords<byte[], byte[]> batch) throws Exception {
    Prepared known = prepared;
    // Batches equal only themselves.
    if (known != null && known.batch.equals(batch)) {
      return known.slice;
    }
    Slice slice = intake.read(batch);
    prepared = new Prepared(batch, slice);
    return slice;
  }

  private void transaction(Slice slice) throws SQLException, RepositionException {
    List<Step> steps = steps(slice);
    Fold fold = Fold.of(slice.entries());
    long begin = System.nanoTime();
    try {
      if (!ledger.write(fold, steps)) {
        throw replaced(slice.partitions());
      }
    } finally {
      // However it ended: a commit may have come to pass though its answer was lost, and then these
      // records do not come again. To drop a copy that is still right costs one read.
      outdated.accept(Copies.outdatedBy(fold));
    }
    // Only now: before the commit it would be a hope. Partitions that were taken away stay away.
    steps.forEach(step -> positions.replace(step.partition(), step.next()));
    metrics.written(slice, Duration.ofNanos(System.nanoTime() - begin));
  }

  private void putAside(ConsumerRecord<byte[], byte[]> record)
      throws ExecutionException, InterruptedException {
    intake.putAside(record, "REFUSED");
    metrics.refused();
  }

  private List<Step> steps(Slice slice) {
    return slice.partitions().stream()
        .map(p ->
            new Step(
                p,
                positions.getOrDefault(p, 0L),
                slice.next().getOrDefault(p, 0L),
                slice.command(p)))
        .toList();
  }

  /// Another owner has moved on, or a crash of the server took our last transactions: either way
  /// the database says where to go on.
  private RepositionException replaced(Set<TopicPartition> partitions) throws SQLException {
    metrics.fenced();
    Map<TopicPartition, Long> stored = ledger.positions(partitions);
    stored.forEach(positions::replace);
    return new RepositionException(stored);
  }

  private static InterruptedException interrupted(SQLException cause) {
    InterruptedException interrupted = new InterruptedException("while writing");
    interrupted.initCause(cause);
    return interrupted;
  }
}

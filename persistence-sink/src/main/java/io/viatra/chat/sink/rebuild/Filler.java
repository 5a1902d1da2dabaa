package io.viatra.chat.sink.rebuild;

import io.viatra.chat.runtime.kafka.KafkaSettings;
import io.viatra.chat.runtime.kafka.RepositionException;
import io.viatra.chat.sink.Fold;
import io.viatra.chat.sink.Intake;
import io.viatra.chat.sink.Ledger;
import io.viatra.chat.sink.Slice;
import io.viatra.chat.sink.SliceWriter;
import io.viatra.chat.sink.Step;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.apache.kafka.common.TopicPartition;

/// Applies the log to a schema up to given positions. While one slice is written, the next is read
/// and decoded; that is as far ahead as reading gets.
final class Filler {
  private final KafkaSettings kafka;
  private final Ledger ledger;
  private final Progress progress;
  private final Intake intake;
  private final SliceWriter writer;
  private final int sliceRecordsMax;
  private final Map<TopicPartition, Long> positions = new HashMap<>();

  /// @param many how slices are written; a record that it refuses is tried with upserts
  /// @param schema connections of the schema to fill, without automatic commits
  Filler(RebuildSettings settings, Ledger many, DataSource schema, Progress progress) {
    this.kafka = settings.kafka();
    this.sliceRecordsMax = settings.sliceRecordsMax();
    this.ledger = many;
    this.progress = progress;
    this.intake =
        new Intake((_, _) -> {
          progress.passedOver();
          return CompletableFuture.completedFuture(null);
        });
    Ledger upserts = Ledger.live(schema);
    this.writer =
        new SliceWriter(
            slice -> write(ledger, slice),
            slice -> write(upserts, slice),
            _ -> progress.passedOver());
  }

  /// Where the schema is, for these partitions.
  Map<TopicPartition, Long> positions(Iterable<TopicPartition> partitions) throws SQLException {
    Map<TopicPartition, Long> asked = new HashMap<>();
    partitions.forEach(p -> asked.put(p, 0L));
    return ledger.positions(asked.keySet());
  }

  /// Fills up to exactly these positions, or nothing where the schema is there already.
  ///
  /// @param what for the progress
  /// @throws RebuildException if Kafka falls silent
  void fill(String what, Map<TopicPartition, Long> ends)
      throws RebuildException, SQLException, InterruptedException {
    positions.clear();
    positions.putAll(positions(ends.keySet()));
    Map<TopicPartition, Long> open = new HashMap<>(ends);
    open.entrySet().removeIf(end -> position(end.getKey()) >= end.getValue());
    if (open.isEmpty()) {
      return;
    }
    positions.keySet().retainAll(open.keySet());
    progress.begin(what, open.values().stream().mapToLong(Long::longValue).sum() - sum());
    try {
      copy(open);
      settle(open);
    } catch (ExecutionException | RepositionException failed) {
      throw rethrown(failed);
    }
    progress.end();
  }

  private void copy(Map<TopicPartition, Long> ends)
      throws RebuildException,
          SQLException,
          InterruptedException,
          ExecutionException,
          RepositionException {
    long begin = sum();
    // Closed in reverse: the thread ends before the consumer that it uses.
    try (SliceReader reader =
            new SliceReader(kafka, Map.copyOf(positions), ends, intake, sliceRecordsMax);
        ExecutorService ahead =
            Executors.newSingleThreadExecutor(
                Thread.ofPlatform().name("rebuild-reader").factory())) {
      Future<Slice> next = ahead.submit(reader::next);
      for (Slice slice = next.get(); !slice.isEmpty(); slice = next.get()) {
        next = ahead.submit(reader::next);
        writer.write(slice);
        progress.at(sum() - begin);
      }
    }
  }

  /// Over markers of transactions, which are no records, to the very end.
  private void settle(Map<TopicPartition, Long> ends) throws SQLException, RepositionException {
    List<Step> steps =
        ends.entrySet().stream()
            .filter(end -> position(end.getKey()) < end.getValue())
            .map(end -> new Step(end.getKey(), position(end.getKey()), end.getValue(), -1))
            .toList();
    if (!steps.isEmpty()) {
      write(ledger, new Fold(), steps);
    }
  }

  private void write(Ledger how, Slice slice) throws SQLException, RepositionException {
    List<Step> steps =
        slice.partitions().stream()
            .map(p -> new Step(p, position(p), slice.next().getOrDefault(p, 0L), slice.command(p)))
            .toList();
    write(how, Fold.of(slice.entries()), steps);
  }

  private void write(Ledger how, Fold fold, List<Step> steps)
      throws SQLException, RepositionException {
    if (!how.write(fold, steps)) {
      throw new RepositionException(Map.of());
    }
    steps.forEach(step -> positions.put(step.partition(), step.next()));
  }

  private long position(TopicPartition partition) {
    return positions.getOrDefault(partition, 0L);
  }

  private long sum() {
    return positions.values().stream().mapToLong(Long::longValue).sum();
  }

  private static RebuildException rethrown(Exception failed) throws RebuildException {
    Throwable cause = failed.getCause() == null ? failed : failed.getCause();
    if (cause instanceof RebuildException known) {
      throw known;
    }
    RebuildException unknown =
        new RebuildException(
            failed instanceof RepositionException
                ? "somebody else writes the schema that is being built"
                : "reading the log failed: " + cause.getMessage());
    unknown.initCause(cause);
    return unknown;
  }
}

package io.viatra.chat.sink;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Timer;
import io.viatra.chat.runtime.metrics.Metrics;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// What the sink counts. Lag has a watch of its own ([LagWatch]).
final class SinkMetrics {
  private final Timer transaction;
  private final Timer delay;
  private final Counter records;
  private final Counter refused;
  private final Counter fenced;
  private final Counter skipped;
  private final InstantSource clock;

  SinkMetrics(Metrics metrics, InstantSource clock) {
    this.clock = clock;
    transaction = metrics.timer("chat.sink.transaction", "from fold to commit, one poll or a part");
    delay = metrics.timer("chat.sink.delay", "from a record's timestamp to its commit, the last");
    records = metrics.counter("chat.sink.records", "records whose offsets were committed");
    refused = metrics.counter("chat.sink.refused", "records that PostgreSQL refused");
    fenced = metrics.counter("chat.sink.fenced", "transactions that met another owner's progress");
    skipped = metrics.counter("chat.sink.skipped", "records below the position, already applied");
  }

  void written(Slice slice, Duration took) {
    transaction.record(took);
    records.increment(slice.entries().size());
    Instant stamped = Instant.ofEpochMilli(slice.entries().getLast().record().timestamp());
    Duration late = Duration.between(stamped, clock.instant());
    delay.record(late.isNegative() ? Duration.ZERO : late);
  }

  void refused() {
    refused.increment();
  }

  void fenced() {
    fenced.increment();
  }

  void skipped(int count) {
    skipped.increment(count);
  }
}

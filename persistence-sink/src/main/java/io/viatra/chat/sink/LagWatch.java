package io.viatra.chat.sink;

import io.viatra.chat.runtime.kafka.KafkaSettings;
import io.viatra.chat.runtime.metrics.Metrics;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Compares every few seconds where the committed heads are with what is in PostgreSQL, on a thread
/// of its own, so that lag is seen most clearly when the sink stands still.
///
/// A transaction's end marker counts as a record until something follows it: a lag of 1 is none.
final class LagWatch implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(LagWatch.class);
  private static final Duration PERIOD = Duration.ofSeconds(5);
  private static final int ANSWER_MAX_MILLIS = 3_000;

  private final Admin admin;
  private final Supplier<Map<TopicPartition, Long>> positions;
  private final Map<TopicPartition, HeadHistory> histories = new HashMap<>();
  private volatile long records;
  private volatile Duration behind = Duration.ZERO;
  private final Thread thread;

  private LagWatch(Admin admin, Supplier<Map<TopicPartition, Long>> positions) {
    this.admin = admin;
    this.positions = positions;
    this.thread = Thread.ofVirtual().name("sink-lag").unstarted(this::run);
  }

  /// @param positions what is applied, by assigned partition
  static LagWatch open(
      KafkaSettings kafka, Supplier<Map<TopicPartition, Long>> positions, Metrics metrics) {
    Admin admin = Admin.create(kafka.clientProperties("persistence-sink-lag"));
    LagWatch watch = new LagWatch(admin, positions);
    metrics.gauge("chat.sink.lag.records", "committed and not yet applied", () -> watch.records);
    metrics.gauge(
        "chat.sink.lag.seconds",
        "age of the oldest record not yet applied",
        () -> watch.behind.toMillis() / 1_000.0);
    watch.thread.start();
    return watch;
  }

  @Override
  public void close() {
    thread.interrupt();
    admin.close(Duration.ofSeconds(1));
  }

  private void run() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        look(positions.get());
        Thread.sleep(PERIOD);
      }
    } catch (InterruptedException closed) {
      // The end of the thread: nobody above this frame would look at the flag.
      log.trace("closed", closed);
    }
  }

  private void look(Map<TopicPartition, Long> applied) throws InterruptedException {
    histories.keySet().retainAll(applied.keySet());
    Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
    applied.keySet().forEach(partition -> asked.put(partition, OffsetSpec.latest()));
    try {
      ListOffsetsOptions committed =
          new ListOffsetsOptions(IsolationLevel.READ_COMMITTED).timeoutMs(ANSWER_MAX_MILLIS);
      compare(
          applied,
          admin.listOffsets(asked, committed).all().get(ANSWER_MAX_MILLIS, TimeUnit.MILLISECONDS));
    } catch (ExecutionException | TimeoutException failure) {
      log.debug("no answer about the heads", failure);
    }
  }

  private void compare(
      Map<TopicPartition, Long> applied, Map<TopicPartition, ListOffsetsResultInfo> heads) {
    Instant now = Instant.now();
    long waiting = 0;
    Duration oldest = Duration.ZERO;
    for (var head : heads.entrySet()) {
      long position = applied.getOrDefault(head.getKey(), 0L);
      long distance = head.getValue().offset() - position;
      waiting += Math.max(0, distance);
      // The marker that a transaction leaves behind is nothing that waits.
      Duration since =
          histories
              .computeIfAbsent(head.getKey(), _ -> new HeadHistory())
              .behind(now, head.getValue().offset(), position + 1);
      oldest = since.compareTo(oldest) > 0 ? since : oldest;
    }
    records = waiting;
    behind = oldest;
  }
}

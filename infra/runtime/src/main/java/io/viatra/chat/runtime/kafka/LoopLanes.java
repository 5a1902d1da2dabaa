package io.viatra.chat.runtime.kafka;

import io.viatra.chat.runtime.kafka.LoopSettings.Lanes;
import io.viatra.chat.runtime.metrics.Metrics;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The batches in hand of one loop, and what is to be paused, resumed, committed and sought because
/// of them. All methods run on the polling thread, except [#failing()].
final class LoopLanes implements ConsumerRebalanceListener {
  private static final Logger log = LoggerFactory.getLogger(LoopLanes.class);
  private static final Duration IDLE_POLL = Duration.ofMillis(500);
  private static final Duration BUSY_POLL = Duration.ofMillis(10);
  private static final Duration FINISH_MAX = Duration.ofSeconds(10);

  private final LoopSettings settings;
  private final Consumer<byte[], byte[]> consumer;
  private final BatchHandler handler;
  private final BlockingQueue<Lane> finished = new LinkedBlockingQueue<>();
  private final Lane.Shared shared;
  private final Set<Lane> busy = ConcurrentHashMap.newKeySet();
  private final Set<TopicPartition> unpositioned = new HashSet<>();
  private final RestingPartitions resting = new RestingPartitions();
  private final LoopCommits commits;
  private final Backoff positioning = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(5));
  private long positionAgainAt = System.nanoTime();

  LoopLanes(
      LoopSettings settings,
      Consumer<byte[], byte[]> consumer,
      BatchHandler handler,
      Metrics metrics) {
    this.settings = settings;
    this.consumer = consumer;
    this.handler = handler;
    this.commits = new LoopCommits(settings, consumer);
    String name = settings.name();
    shared =
        new Lane.Shared(
            name,
            handler,
            finished,
            metrics.timer("kafka.loop.batch", "handling of one batch", "loop", name),
            metrics.counter("kafka.loop.repeats", "batches that failed", "loop", name));
    metrics.gauge("kafka.loop.busy", "batches in hand", busy::size, "loop", name);
  }

  boolean failing() {
    return busy.stream().anyMatch(Lane::failing);
  }

  /// How long a poll may take: not at all while everything is paused, for then `settle` did the
  /// waiting.
  Duration patience() {
    if (busy.isEmpty()) {
      return unpositioned.isEmpty() ? resting.patience(IDLE_POLL) : BUSY_POLL;
    }
    return settings.lanes() == Lanes.TOGETHER ? Duration.ZERO : BUSY_POLL;
  }

  /// Takes back what is handled. With one batch in hand this waits for it, at most 200 ms, so that
  /// the next poll follows at once and a long batch still lets the loop poll for its membership.
  void settle() throws InterruptedException {
    if (settings.lanes() == Lanes.TOGETHER && !busy.isEmpty()) {
      Lane lane = finished.poll(200, TimeUnit.MILLISECONDS);
      if (lane != null) {
        settle(lane);
      }
    }
    for (Lane lane = finished.poll(); lane != null; lane = finished.poll()) {
      settle(lane);
    }
    if (resting.wake()) {
      resumeIdle();
    }
    commits.later();
  }

  /// Positions newly assigned partitions by the handler's word and lets them flow.
  void position() {
    if (unpositioned.isEmpty() || System.nanoTime() - positionAgainAt < 0) {
      return;
    }
    try {
      Set<TopicPartition> partitions = Set.copyOf(unpositioned);
      handler.assigned(partitions).forEach(consumer::seek);
      unpositioned.clear();
      if (settings.lanes() == Lanes.PER_PARTITION || busy.isEmpty()) {
        consumer.resume(partitions);
      }
      positioning.reset();
    } catch (KafkaException e) {
      throw e;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptException(e);
    } catch (Exception e) {
      Duration pause = positioning.next();
      positionAgainAt = System.nanoTime() + pause.toNanos();
      log.warn("{} asks for positions again in {} ms", settings.name(), pause.toMillis(), e);
    }
  }

  /// Pauses, then hands over.
  void hand(ConsumerRecords<byte[], byte[]> polled) {
    if (polled.isEmpty()) {
      return;
    }
    if (settings.lanes() == Lanes.TOGETHER) {
      consumer.pause(consumer.assignment());
      start(polled);
      return;
    }
    consumer.pause(polled.partitions());
    for (TopicPartition partition : polled.partitions()) {
      OffsetAndMetadata next = polled.nextOffsets().get(partition);
      var records = Map.of(partition, polled.records(partition));
      start(new ConsumerRecords<>(records, next == null ? Map.of() : Map.of(partition, next)));
    }
  }

  /// Lets the batches in hand end and commits what they did.
  void finish() throws InterruptedException {
    await(busy);
    commits.now();
  }

  void abandonAll() {
    busy.forEach(Lane::interrupt);
    busy.clear();
  }

  @Override
  public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
    consumer.pause(partitions);
    unpositioned.addAll(partitions);
  }

  @Override
  public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
    try {
      await(touching(partitions));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    commits.now();
    forget(partitions);
  }

  @Override
  public void onPartitionsLost(Collection<TopicPartition> partitions) {
    forget(partitions);
  }

  private void forget(Collection<TopicPartition> partitions) {
    Set<TopicPartition> gone = Set.copyOf(partitions);
    for (Lane lane : touching(gone)) {
      // What still runs works for a former owner: its outcome and its offsets are ignored. What the
      // lane holds of partitions that stay is read again.
      lane.interrupt();
      busy.remove(lane);
      lane.firstOffsets()
          .forEach((partition, offset) -> {
            if (!gone.contains(partition)) {
              seek(partition, offset);
            }
          });
    }
    unpositioned.removeAll(gone);
    resting.forget(gone);
    commits.forget(gone);
    handler.revoked(gone);
    resumeIdle();
  }

  private void start(ConsumerRecords<byte[], byte[]> batch) {
    Lane lane = new Lane(shared, batch);
    busy.add(lane);
    lane.start();
  }

  private void settle(Lane lane) {
    if (!busy.remove(lane)) {
      return;
    }
    switch (lane.outcome()) {
      case Lane.Outcome.Handled(var next) -> commits.handled(next);
      case Lane.Outcome.Moved(var positions) -> positions.forEach(this::seek);
      case Lane.Outcome.Postponed(var next, var positions, var until) -> {
        commits.handled(next);
        positions.forEach((partition, offset) -> rest(partition, offset, until));
      }
      case Lane.Outcome.Abandoned() -> rewind(lane);
      case Lane.Outcome.Died(var cause) ->
          throw new IllegalStateException("the handler died", cause);
      case null -> throw new IllegalStateException("a lane finished without an outcome");
    }
    resumeIdle();
  }

  /// A handler may interrupt itself by way of a library; then its batch has to be read again.
  private void rewind(Lane lane) {
    lane.firstOffsets().forEach(this::seek);
  }

  private void seek(TopicPartition partition, long offset) {
    if (consumer.assignment().contains(partition)) {
      consumer.seek(partition, offset);
    }
  }

  private void rest(TopicPartition partition, long offset, long until) {
    if (consumer.assignment().contains(partition)) {
      consumer.seek(partition, offset);
      resting.rest(partition, until);
    }
  }

  /// Resumes what no batch in hand, no missing position and no rest keeps paused.
  private void resumeIdle() {
    Set<TopicPartition> idle = new HashSet<>(consumer.paused());
    idle.removeAll(unpositioned);
    idle.removeAll(resting.partitions());
    if (settings.lanes() == Lanes.TOGETHER && !busy.isEmpty()) {
      return;
    }
    busy.forEach(lane -> idle.removeAll(lane.partitions()));
    consumer.resume(idle);
  }

  private Set<Lane> touching(Collection<TopicPartition> partitions) {
    Set<Lane> touching = new HashSet<>(busy);
    touching.removeIf(lane -> Collections.disjoint(lane.partitions(), partitions));
    return touching;
  }

  private void await(Set<Lane> awaited) throws InterruptedException {
    Set<Lane> open = new HashSet<>(awaited);
    long end = System.nanoTime() + FINISH_MAX.toNanos();
    while (!open.isEmpty()) {
      Lane lane = finished.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
      if (lane == null) {
        log.warn("{}: {} batches were not handled in time", settings.name(), open.size());
        return;
      }
      open.remove(lane);
      settle(lane);
    }
  }
}

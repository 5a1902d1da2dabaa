package io.viatra.chat.runtime.kafka;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import io.viatra.chat.runtime.metrics.Metrics;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Follows fixed partitions outside any group: no commits, no rebalances, the same partitions for
/// as long as it lives. It polls and handles on one thread of its own, named like the tail.
///
/// A record whose handler throws goes to the dead letters, and the tail goes on. A broker that is
/// away is waited for with growing pauses up to a second; positions are kept, so nothing is
/// skipped. Where retention overtook a position, the tail continues as its settings began, counts
/// it in `kafka.tail.jumps` and tells its handler, for then records were lost to it.
public final class PartitionTail implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(PartitionTail.class);
  private static final Duration POLL_MAX = Duration.ofMillis(500);
  private static final Duration CLOSE_MAX = Duration.ofSeconds(5);

  private final TailSettings settings;
  private final Consumer<byte[], byte[]> consumer;
  private final RecordHandler handler;
  private final @Nullable DeadLetters deadLetters;
  private final TailPositions positions;
  private final Counter jumps;
  private final Backoff backoff = new Backoff(Duration.ofMillis(50), Duration.ofSeconds(1));
  private final AtomicBoolean paused = new AtomicBoolean();
  private final CompletableFuture<Void> ended = new CompletableFuture<>();
  private volatile boolean closing;
  private @Nullable Thread thread;

  /// The tail's thread alone: where records were lost, and it has not gone on yet.
  private Set<TopicPartition> overtaken = Set.of();

  PartitionTail(
      TailSettings settings,
      Consumer<byte[], byte[]> consumer,
      RecordHandler handler,
      @Nullable DeadLetters deadLetters,
      Metrics metrics) {
    this.settings = settings;
    this.consumer = consumer;
    this.handler = handler;
    this.deadLetters = deadLetters;
    this.positions = new TailPositions(settings, consumer);
    this.jumps =
        metrics.counter(
            "kafka.tail.jumps", "positions that retention overtook", "tail", settings.name());
  }

  /// Opens a consumer and starts to follow; returns at once, also while the broker is down.
  ///
  /// @param deadLetters where poison goes; null only logs it, for tails that many processes share
  ///   and that would all report the same record
  public static PartitionTail open(
      KafkaSettings kafka,
      TailSettings settings,
      RecordHandler handler,
      @Nullable DeadLetters deadLetters,
      Metrics metrics) {
    Map<String, Object> properties = ConsumerDefaults.tail(kafka, settings);
    KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    metrics.bind(new KafkaClientMetrics(consumer));
    PartitionTail tail = new PartitionTail(settings, consumer, handler, deadLetters, metrics);
    tail.start();
    return tail;
  }

  /// Completes when the beginning is fixed: every record written from then on will be handled. Who
  /// announces himself as reachable through a partition waits for this first. Completes on the
  /// tail's thread.
  public CompletableFuture<Void> positioned() {
    return positions.positioned().copy();
  }

  /// Completes when everything that was written before the tail was positioned has been handled;
  /// for tables in memory. Completes on the tail's thread.
  public CompletableFuture<Void> caughtUp() {
    return positions.caughtUp().copy();
  }

  /// Completes when the tail has ended, exceptionally when it died of something no retry can mend,
  /// such as a refused authorisation.
  public CompletableFuture<Void> ended() {
    return ended.copy();
  }

  /// Stops handing records over, within the current batch's record; the position stays. Any thread.
  public void pause() {
    paused.set(true);
  }

  /// Goes on after [#pause()]. Any thread.
  public void resume() {
    paused.set(false);
    consumer.wakeup();
  }

  /// Ends after the record in hand and closes the consumer, within five seconds.
  @Override
  public void close() {
    closing = true;
    consumer.wakeup();
    Thread running = thread;
    if (running == null) {
      return;
    }
    try {
      if (!running.join(CLOSE_MAX)) {
        log.warn("tail {} still handles a record and is interrupted", settings.name());
        running.interrupt();
      }
    } catch (InterruptedException e) {
      running.interrupt();
      Thread.currentThread().interrupt();
    }
  }

  void start() {
    thread = Thread.ofPlatform().name(settings.name()).daemon().start(this::run);
  }

  private void run() {
    try (consumer) {
      while (!closing) {
        step();
      }
      ended.complete(null);
      consumer.close(CloseOptions.timeout(Duration.ofSeconds(1)));
    } catch (InterruptedException | org.apache.kafka.common.errors.InterruptException e) {
      Thread.currentThread().interrupt();
      ended.complete(null);
    } catch (RuntimeException e) {
      log.error("tail {} died", settings.name(), e);
      ended.completeExceptionally(e);
    }
  }

  private void step() throws InterruptedException {
    try {
      positions.ensure();
      jump();
      if (paused.get()) {
        consumer.pause(consumer.assignment());
      } else {
        consumer.resume(consumer.paused());
      }
      handle(consumer.poll(POLL_MAX));
      positions.observe();
      backoff.reset();
    } catch (WakeupException e) {
      log.trace("tail {} woken", settings.name());
    } catch (OffsetOutOfRangeException e) {
      jumps.increment();
      log.warn("tail {}: retention overtook {}", settings.name(), e.partitions());
      overtaken = e.partitions();
    } catch (KafkaException e) {
      if (Retriable.never(e)) {
        throw e;
      }
      log.debug("tail {} waits for the broker", settings.name(), e);
      backoff.pause();
    }
  }

  /// Looks positions up, which may have to be tried again.
  private void jump() {
    if (!overtaken.isEmpty()) {
      positions.reset(overtaken);
      overtaken = Set.of();
      handler.skipped();
    }
  }

  private void handle(ConsumerRecords<byte[], byte[]> batch) throws InterruptedException {
    for (ConsumerRecord<byte[], byte[]> record : batch) {
      if (closing) {
        return;
      }
      try {
        handler.handle(record);
      } catch (InterruptedException e) {
        throw e;
      } catch (Exception e) {
        poison(record, e);
      }
    }
  }

  private void poison(ConsumerRecord<byte[], byte[]> record, Exception failure) {
    String code = PoisonException.code(failure);
    if (!(failure instanceof PoisonException)) {
      log.warn("tail {} could not handle a record", settings.name(), failure);
    }
    if (deadLetters != null) {
      // Not waited for: the tail keeps no offsets that could run ahead of it.
      var _ = deadLetters.send(record, code);
    } else {
      log.warn(
          "tail {} passes over {}-{}@{}: {}",
          settings.name(),
          record.topic(),
          record.partition(),
          record.offset(),
          code);
    }
  }
}

package io.viatra.chat.runtime.kafka;

import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import io.viatra.chat.runtime.metrics.Metrics;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A member of a consumer group (protocol `consumer`). It polls on one thread and handles batches
/// on virtual threads. Partitions are paused before their batch is handed over and resumed after it
/// was handled, so memory is bounded by one batch per lane, and the loop keeps polling, and its
/// membership, however long a batch takes. Commits follow handling; after a crash the records since
/// the last commit come again.
///
/// A broker that is away is waited for. Something no retry can mend ends the loop and [#ended()].
public final class ConsumerLoop implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(ConsumerLoop.class);
  private static final Duration CLOSE_MAX = Duration.ofSeconds(15);
  private static final Duration LEAVE_MAX = Duration.ofSeconds(2);

  private final LoopSettings settings;
  private final Consumer<byte[], byte[]> consumer;
  private final LoopLanes lanes;
  private final Backoff backoff = new Backoff(Duration.ofMillis(50), Duration.ofSeconds(1));
  private final CompletableFuture<Void> ended = new CompletableFuture<>();
  private volatile boolean closing;
  private @Nullable Thread thread;

  ConsumerLoop(
      LoopSettings settings,
      Consumer<byte[], byte[]> consumer,
      BatchHandler handler,
      Metrics metrics) {
    this.settings = settings;
    this.consumer = consumer;
    this.lanes = new LoopLanes(settings, consumer, handler, metrics);
  }

  /// Joins the group and begins to consume; returns at once, also while the broker is down.
  public static ConsumerLoop open(
      KafkaSettings kafka, LoopSettings settings, BatchHandler handler, Metrics metrics) {
    Map<String, Object> properties = ConsumerDefaults.loop(kafka, settings);
    KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    metrics.bind(new KafkaClientMetrics(consumer));
    ConsumerLoop loop = new ConsumerLoop(settings, consumer, handler, metrics);
    loop.start();
    return loop;
  }

  /// Whether some batch has failed and is being repeated, for readiness checks.
  public boolean failing() {
    return lanes.failing();
  }

  /// Completes when the loop has ended, exceptionally when it died; a service then has to end too.
  public CompletableFuture<Void> ended() {
    return ended.copy();
  }

  /// Takes no more records, lets the batches in hand finish for ten seconds, commits, and leaves
  /// the group.
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
        log.warn("loop {} is stuck and is interrupted", settings.name());
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
    try {
      consumer.subscribe(settings.topics(), lanes);
      while (!closing) {
        step();
      }
      lanes.finish();
      ended.complete(null);
    } catch (InterruptedException | InterruptException e) {
      Thread.currentThread().interrupt();
      ended.complete(null);
    } catch (RuntimeException e) {
      log.error("loop {} died", settings.name(), e);
      ended.completeExceptionally(e);
    } finally {
      lanes.abandonAll();
      leave();
    }
  }

  private void step() throws InterruptedException {
    try {
      lanes.settle();
      lanes.position();
      lanes.hand(consumer.poll(lanes.patience()));
      backoff.reset();
    } catch (WakeupException e) {
      log.trace("loop {} woken", settings.name());
    } catch (KafkaException e) {
      if (Retriable.never(e)) {
        throw e;
      }
      log.debug("loop {} waits for the broker", settings.name(), e);
      backoff.pause();
    }
  }

  private void leave() {
    try {
      consumer.close(CloseOptions.timeout(LEAVE_MAX));
    } catch (KafkaException e) {
      log.warn("loop {} left without telling the broker", settings.name(), e);
    }
  }
}

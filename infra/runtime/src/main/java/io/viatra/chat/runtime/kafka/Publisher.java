package io.viatra.chat.runtime.kafka;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import io.viatra.chat.runtime.kafka.PublishException.Reason;
import io.viatra.chat.runtime.metrics.Metrics;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes records with `acks=all` and idempotence, so that within one process's life a record is
/// written once and in order per partition.
///
/// [#publish] never blocks: metadata is fetched ahead (at opening and by a background thread), and
/// a full buffer, too many records in flight or unknown metadata fail the future at once with
/// `UNSENT`. So it may be called on I/O threads. A record that is not acknowledged within five
/// seconds fails with `UNKNOWN`.
///
/// Futures complete on the producer's single I/O thread (or at once on the caller's for `UNSENT`):
/// what depends on them must be short or move to another executor.
public final class Publisher implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Publisher.class);
  private static final Duration CLOSE_MAX = Duration.ofSeconds(5);

  private final Producer<byte[], byte[]> producer;
  private final int inFlightMax;
  private final AtomicInteger inFlight = new AtomicInteger();
  private final Map<Reason, Counter> failures = new EnumMap<>(Reason.class);
  private final Timer acknowledged;
  private final TopicWarmth warmth;
  private final @Nullable KafkaClientMetrics clientMetrics;

  /// @param inFlightMax records without acknowledgement at which further ones are refused
  Publisher(
      Producer<byte[], byte[]> producer,
      int inFlightMax,
      String clientId,
      Metrics metrics,
      @Nullable KafkaClientMetrics clientMetrics) {
    this.producer = producer;
    this.inFlightMax = inFlightMax;
    this.clientMetrics = clientMetrics;
    this.warmth = new TopicWarmth(clientId, producer::partitionsFor);
    for (Reason reason : Reason.values()) {
      String name = reason.name().toLowerCase(Locale.ROOT);
      failures.put(
          reason,
          metrics.counter(
              "kafka.publish.failures",
              "records that were not acknowledged",
              "client",
              clientId,
              "reason",
              name));
    }
    acknowledged =
        metrics.timer("kafka.publish", "from handing over to acknowledgement", "client", clientId);
    metrics.gauge(
        "kafka.publish.inflight",
        "records not yet acknowledged",
        inFlight::get,
        "client",
        clientId);
  }

  /// Opens a producer and begins to fetch the metadata of the given topics. Returns at once; a
  /// broker that is down only means `UNSENT` until it is up. See [#warm()].
  ///
  /// @param clientId for logs, quotas and tags; unique within the process
  /// @param topics every topic this publisher will write to
  public static Publisher open(
      KafkaSettings kafka, String clientId, Collection<String> topics, Metrics metrics) {
    Map<String, Object> properties = ProducerDefaults.properties(kafka, clientId);
    KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    KafkaClientMetrics clientMetrics = metrics.bind(new KafkaClientMetrics(producer));
    Publisher publisher =
        new Publisher(producer, ProducerDefaults.IN_FLIGHT_MAX, clientId, metrics, clientMetrics);
    publisher.warmth.warm(Set.copyOf(topics));
    return publisher;
  }

  /// Completes when the metadata of all topics named at opening is known; a good readiness check is
  /// `publisher.warm().isDone()`.
  public CompletableFuture<Void> warm() {
    return warmth.done();
  }

  /// Hands a record over.
  ///
  /// @param partition an explicit partition, or null for the hash of the key
  /// @param key null only where the topic has no keys
  /// @param value null is a tombstone
  /// @return completes with where it was written, or exceptionally with [PublishException], never
  ///   with anything else; cancelling it changes nothing
  public CompletableFuture<Published> publish(
      String topic,
      @Nullable Integer partition,
      byte @Nullable [] key,
      byte @Nullable [] value,
      Headers headers) {
    if (inFlight.incrementAndGet() > inFlightMax) {
      inFlight.decrementAndGet();
      return CompletableFuture.failedFuture(failure(topic, Reason.UNSENT, null));
    }
    Pending pending = new Pending(topic, Thread.currentThread());
    try {
      // The callback tells the same as the producer's own future, without a second look.
      var _ =
          producer.send(new ProducerRecord<>(topic, partition, null, key, value, headers), pending);
      pending.queued = true;
    } catch (KafkaException | IllegalStateException | IllegalArgumentException e) {
      // Thrown before the record was queued: the callback is not called for these.
      pending.fail(e);
    }
    return pending.result;
  }

  /// How many partitions a topic has, for records that are placed by hand. Never blocks.
  ///
  /// @throws PublishException `UNSENT` while the topic's metadata is not known; it is for every
  ///   topic named at opening once [#warm()] has completed
  public int partitions(String topic) {
    try {
      return producer.partitionsFor(topic).size();
    } catch (KafkaException e) {
      throw failure(topic, Reason.UNSENT, e);
    }
  }

  /// Records handed over and not yet settled.
  public int inFlight() {
    return inFlight.get();
  }

  /// Sends what is buffered, at most for five seconds, then fails the rest with `UNKNOWN`.
  @Override
  public void close() {
    warmth.close();
    if (clientMetrics != null) {
      clientMetrics.close();
    }
    producer.close(CLOSE_MAX);
  }

  private PublishException failure(String topic, Reason reason, @Nullable Throwable cause) {
    Counter counter = failures.get(reason);
    if (counter != null) {
      counter.increment();
    }
    log.debug("publishing to {} failed: {}", topic, reason, cause);
    return new PublishException(topic, reason, cause);
  }

  /// A record between `send` and its acknowledgement.
  private final class Pending implements Callback {
    private final String topic;
    private final Thread sender;
    private final long begin = System.nanoTime();
    private final CompletableFuture<Published> result = new CompletableFuture<>();

    /// Written and read by the sending thread alone. The producer also reports what it found before
    /// queueing (no metadata, buffer full) by the callback, on that thread and inside `send`; only
    /// this tells such a failure from a time-out of a record that may have been written.
    private boolean queued;

    Pending(String topic, Thread sender) {
      this.topic = topic;
      this.sender = sender;
    }

    @Override
    public void onCompletion(@Nullable RecordMetadata metadata, @Nullable Exception failed) {
      if (failed != null || metadata == null) {
        fail(failed);
        return;
      }
      inFlight.decrementAndGet();
      acknowledged.record(Duration.ofNanos(System.nanoTime() - begin));
      Instant timestamp = Instant.ofEpochMilli(metadata.timestamp());
      result.complete(
          new Published(metadata.topic(), metadata.partition(), metadata.offset(), timestamp));
    }

    void fail(@Nullable Throwable cause) {
      inFlight.decrementAndGet();
      boolean unsent = Thread.currentThread() == sender && !queued;
      Reason reason =
          cause instanceof RecordTooLargeException
              ? Reason.TOO_LARGE
              : unsent ? Reason.UNSENT : Reason.UNKNOWN;
      result.completeExceptionally(failure(topic, reason, cause));
    }
  }
}

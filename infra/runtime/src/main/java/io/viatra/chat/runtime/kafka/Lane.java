package io.viatra.chat.runtime.kafka;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One batch on its way through the handler, on a virtual thread of its own. It repeats the batch
/// until it is handled, repositioned or abandoned, and then puts itself into the queue of finished
/// lanes. That queue needs no bound: there is at most one lane per assigned partition.
final class Lane implements Runnable {
  private static final Logger log = LoggerFactory.getLogger(Lane.class);

  /// How a batch ended.
  sealed interface Outcome {
    /// Handled; the offsets to go on from.
    record Handled(Map<TopicPartition, OffsetAndMetadata> next) implements Outcome {}

    /// To be dropped, and others to be read instead.
    record Moved(Map<TopicPartition, Long> positions) implements Outcome {}

    /// Handled up to some positions, at which to go on after a rest.
    ///
    /// @param untilNanos on the clock of `System.nanoTime`
    record Postponed(
        Map<TopicPartition, OffsetAndMetadata> next,
        Map<TopicPartition, Long> positions,
        long untilNanos)
        implements Outcome {}

    /// Interrupted; not handled.
    record Abandoned() implements Outcome {}

    /// The handler died of an error.
    record Died(Throwable cause) implements Outcome {}
  }

  /// What all lanes of a loop share.
  record Shared(
      String name,
      BatchHandler handler,
      BlockingQueue<Lane> finished,
      Timer timer,
      Counter repeats) {}

  private final Shared shared;
  private final ConsumerRecords<byte[], byte[]> batch;
  private final Backoff backoff = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(10));
  private final Thread thread;
  private volatile @Nullable Outcome outcome;
  private volatile boolean failing;

  Lane(Shared shared, ConsumerRecords<byte[], byte[]> batch) {
    this.shared = shared;
    this.batch = batch;
    this.thread = Thread.ofVirtual().name(shared.name + "-lane").unstarted(this);
  }

  void start() {
    thread.start();
  }

  Set<TopicPartition> partitions() {
    return batch.partitions();
  }

  /// Where the batch began.
  Map<TopicPartition, Long> firstOffsets() {
    return partitions().stream()
        .collect(
            Collectors.toMap(Function.identity(), each -> batch.records(each).getFirst().offset()));
  }

  /// Null while under way.
  @Nullable Outcome outcome() {
    return outcome;
  }

  boolean failing() {
    return failing;
  }

  void interrupt() {
    thread.interrupt();
  }

  @Override
  public void run() {
    try {
      outcome = attempts();
    } catch (InterruptedException e) {
      // The end of the lane: nobody above this frame would look at the flag.
      outcome = new Outcome.Abandoned();
    } catch (Throwable e) {
      outcome = new Outcome.Died(e);
    } finally {
      shared.finished.add(this);
    }
  }

  private Outcome attempts() throws InterruptedException {
    while (true) {
      long begin = System.nanoTime();
      try {
        shared.handler.handle(batch);
        shared.timer.record(Duration.ofNanos(System.nanoTime() - begin));
        failing = false;
        return new Outcome.Handled(batch.nextOffsets());
      } catch (RepositionException e) {
        return new Outcome.Moved(e.positions());
      } catch (PostponeException e) {
        failing = false;
        return postponed(e);
      } catch (InterruptedException e) {
        throw e;
      } catch (Exception e) {
        failing = true;
        shared.repeats.increment();
        Duration pause = backoff.next();
        log.warn("{} repeats a batch in {} ms", shared.name, pause.toMillis(), e);
        Thread.sleep(pause);
      }
    }
  }

  private Outcome postponed(PostponeException rest) {
    Map<TopicPartition, OffsetAndMetadata> next = new HashMap<>(batch.nextOffsets());
    rest.positions()
        .forEach((partition, offset) -> {
          next.put(partition, new OffsetAndMetadata(offset));
        });
    long until = System.nanoTime() + rest.rest().toNanos();
    return new Outcome.Postponed(next, rest.positions(), until);
  }
}

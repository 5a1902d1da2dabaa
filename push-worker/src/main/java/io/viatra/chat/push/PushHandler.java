package io.viatra.chat.push;

import io.viatra.chat.runtime.kafka.BatchHandler;
import io.viatra.chat.runtime.kafka.PoisonException;
import io.viatra.chat.runtime.kafka.PostponeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;

/// Handles batches of requests and retries: everything in them up to the first retry whose time has
/// not come, at which its partition rests. Poison goes to the dead letters.
final class PushHandler implements BatchHandler {
  private final Dispatcher dispatcher;
  private final PastResults past;
  private final CompletableFuture<Void> devicesKnown;
  private final Outbox outbox;
  private final InstantSource clock;

  /// @param devicesKnown completes when the device table is complete; nothing is sent before
  PushHandler(
      Dispatcher dispatcher,
      PastResults past,
      CompletableFuture<Void> devicesKnown,
      Outbox outbox,
      InstantSource clock) {
    this.dispatcher = dispatcher;
    this.past = past;
    this.devicesKnown = devicesKnown;
    this.outbox = outbox;
    this.clock = clock;
  }

  /// What lies uncommitted may have been sent, by this worker or another.
  @Override
  public Map<TopicPartition, Long> assigned(Set<TopicPartition> partitions) throws Exception {
    past.recall(partitions);
    return Map.of();
  }

  @Override
  public void handle(ConsumerRecords<byte[], byte[]> batch) throws Exception {
    devicesKnown.get();
    var plan = new Plan(clock.instant());
    for (TopicPartition partition : batch.partitions()) {
      plan.add(partition, batch.records(partition));
    }
    dispatcher.dispatch(plan.byUser.values());
    Waiting.all(plan.letters);
    if (!plan.early.isEmpty()) {
      throw new PostponeException(plan.early, plan.rest);
    }
  }

  /// What of a batch is to be done now.
  private final class Plan {
    private final Instant now;
    private final Map<String, List<PushTask>> byUser = new LinkedHashMap<>();
    private final List<CompletableFuture<?>> letters = new ArrayList<>();
    private final Map<TopicPartition, Long> early = new HashMap<>();
    private Duration rest = Duration.ofDays(1);

    Plan(Instant now) {
      this.now = now;
    }

    void add(TopicPartition partition, List<ConsumerRecord<byte[], byte[]>> records) {
      for (var record : records) {
        try {
          PushTask task = RequestReader.read(record);
          if (task.isEarly(now)) {
            postpone(partition, task);
            return;
          }
          byUser.computeIfAbsent(task.request().userId(), _ -> new ArrayList<>()).add(task);
        } catch (PoisonException e) {
          letters.add(outbox.bury(record, e.code()));
        }
      }
    }

    private void postpone(TopicPartition partition, PushTask task) {
      early.put(partition, task.record().offset());
      Instant until = task.request().notBefore();
      Duration wait = until == null ? Duration.ZERO : Duration.between(now, until);
      rest = wait.compareTo(rest) < 0 ? wait : rest;
    }
  }
}

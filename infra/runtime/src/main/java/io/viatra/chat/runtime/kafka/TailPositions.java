package io.viatra.chat.runtime.kafka;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/// Where a tail begins and whether it has caught up. Used by the tail's thread alone, except for
/// the two futures.
final class TailPositions {
  private static final Duration LOOKUP_MAX = Duration.ofSeconds(2);

  private final TailSettings settings;
  private final Consumer<byte[], byte[]> consumer;
  private final CompletableFuture<Void> positioned = new CompletableFuture<>();
  private final CompletableFuture<Void> caughtUp = new CompletableFuture<>();
  private Map<TopicPartition, Long> goals = Map.of();

  TailPositions(TailSettings settings, Consumer<byte[], byte[]> consumer) {
    this.settings = settings;
    this.consumer = consumer;
  }

  CompletableFuture<Void> positioned() {
    return positioned;
  }

  CompletableFuture<Void> caughtUp() {
    return caughtUp;
  }

  /// Assigns and seeks once. The positions are looked up and then set as numbers, never left to a
  /// lazy `seekToEnd`: that would be resolved at some later poll, and what was written in between
  /// would be missed. Throws a `KafkaException` while the broker is away; the next call tries
  /// again.
  void ensure() {
    if (positioned.isDone()) {
      return;
    }
    Set<TopicPartition> partitions = partitions();
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, LOOKUP_MAX);
    Map<TopicPartition, Long> starts = starts(partitions, ends);
    consumer.assign(partitions);
    starts.forEach(consumer::seek);
    goals = new HashMap<>(ends);
    positioned.complete(null);
  }

  /// Removes the partitions whose goal is reached. With read committed the end is the last stable
  /// offset, and a position also moves over transaction markers, so the comparison holds.
  void observe() {
    if (caughtUp.isDone()) {
      return;
    }
    goals
        .entrySet()
        .removeIf(goal -> consumer.position(goal.getKey(), LOOKUP_MAX) >= goal.getValue());
    if (goals.isEmpty()) {
      caughtUp.complete(null);
    }
  }

  /// Begins the given partitions again, after retention overtook their positions.
  void reset(Collection<TopicPartition> partitions) {
    starts(Set.copyOf(partitions), consumer.endOffsets(partitions, LOOKUP_MAX))
        .forEach(consumer::seek);
  }

  private Set<TopicPartition> partitions() {
    String topic = settings.topic();
    if (!settings.partitions().isEmpty()) {
      return settings.partitions().stream()
          .map(partition -> new TopicPartition(topic, partition))
          .collect(Collectors.toSet());
    }
    List<PartitionInfo> known = consumer.partitionsFor(topic, LOOKUP_MAX);
    if (known == null || known.isEmpty()) {
      throw new TimeoutException(topic + " does not exist yet");
    }
    return known.stream()
        .map(partition -> new TopicPartition(topic, partition.partition()))
        .collect(Collectors.toSet());
  }

  private Map<TopicPartition, Long> starts(
      Set<TopicPartition> partitions, Map<TopicPartition, Long> ends) {
    return switch (settings.from()) {
      case TailSettings.From.End() -> ends;
      case TailSettings.From.Beginning() -> consumer.beginningOffsets(partitions, LOOKUP_MAX);
      case TailSettings.From.Time(var at) -> {
        Map<TopicPartition, Long> query =
            partitions.stream()
                .collect(Collectors.toMap(Function.identity(), each -> at.toEpochMilli()));
        Map<TopicPartition, Long> starts = new HashMap<>(ends);
        consumer
            .offsetsForTimes(query, LOOKUP_MAX)
            .forEach((partition, found) -> {
              if (found != null) {
                starts.put(partition, found.offset());
              }
            });
        yield starts;
      }
    };
  }
}

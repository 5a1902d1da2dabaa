package io.viatra.chat.streams.rebuild;

import io.viatra.chat.runtime.kafka.KafkaSettings;
import io.viatra.chat.streams.Changelog;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/// What a rebuild asks of the cluster besides records: topics, groups and their offsets. Blocks its
/// caller; every answer is waited for, so that each step has happened before the next one.
final class Cluster implements AutoCloseable {
  private static final Duration ANSWER_MAX = Duration.ofSeconds(30);

  /// Topics come and go in the cluster's own time.
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final Duration PAUSE = Duration.ofMillis(100);

  private final Admin admin;
  private final int replication;

  /// @param replication of topics that it creates; -1 leaves it to the brokers
  Cluster(KafkaSettings kafka, int replication) {
    admin = Admin.create(kafka.clientProperties("rebuild-state"));
    this.replication = replication;
  }

  /// By topic; one that is missing is not in it.
  Map<String, Integer> partitions(Collection<String> topics)
      throws RefusedException, InterruptedException {
    var counts = new HashMap<String, Integer>();
    for (var topic : admin.describeTopics(topics).topicNameValues().entrySet()) {
      answer(topic.getValue(), UnknownTopicOrPartitionException.class)
          .ifPresent(known -> counts.put(topic.getKey(), known.partitions().size()));
    }
    return counts;
  }

  void refuseMembers(List<String> groups) throws RefusedException, InterruptedException {
    for (var group : groups) {
      if (members(group) > 0) {
        throw new RefusedException(
            "the group "
                + group
                + " has members: stop every stream-processor first (one that was killed is"
                + " remembered for 6 s)");
      }
    }
  }

  private int members(String group) throws RefusedException, InterruptedException {
    var asked = admin.describeClassicGroups(List.of(group)).describedGroups();
    var described = asked.get(group);
    return described == null
        ? 0
        : answer(described, GroupIdNotFoundException.class)
            .map(known -> known.members().size())
            .orElse(0);
  }

  /// Where partitions begin or end.
  Map<TopicPartition, Long> offsets(Collection<TopicPartition> partitions, OffsetSpec which)
      throws RefusedException, InterruptedException {
    var asked = new HashMap<TopicPartition, OffsetSpec>();
    partitions.forEach(partition -> asked.put(partition, which));
    var offsets = new HashMap<TopicPartition, Long>();
    answer(admin.listOffsets(asked).all())
        .forEach((partition, found) -> offsets.put(partition, found.offset()));
    return offsets;
  }

  void delete(Collection<String> topics) throws RefusedException, InterruptedException {
    for (var deletion : admin.deleteTopics(topics).topicNameValues().values()) {
      var _ = answer(deletion, UnknownTopicOrPartitionException.class);
    }
    await("the cluster does not delete " + topics, () -> partitions(topics).isEmpty());
  }

  /// A topic that has just been deleted is in the way for a moment.
  void create(Collection<Changelog> changelogs, int partitions)
      throws RefusedException, InterruptedException {
    for (var changelog : changelogs) {
      var topic =
          new NewTopic(changelog.topic(), Optional.of(partitions), replication())
              .configs(changelog.config());
      await("the cluster does not create " + changelog.topic(), () -> create(topic));
    }
    var names = changelogs.stream().map(Changelog::topic).toList();
    await("the cluster does not show " + names, () -> hasLeaders(names));
  }

  private Optional<Short> replication() {
    return replication < 0 ? Optional.empty() : Optional.of((short) replication);
  }

  private boolean create(NewTopic topic) throws RefusedException, InterruptedException {
    var created = admin.createTopics(List.of(topic)).values().get(topic.name());
    return created == null
        || answer(created.thenApply(_ -> true), TopicExistsException.class).isPresent();
  }

  private boolean hasLeaders(List<String> topics) throws RefusedException, InterruptedException {
    for (var topic : admin.describeTopics(topics).topicNameValues().values()) {
      var known = answer(topic, UnknownTopicOrPartitionException.class);
      if (known.isEmpty()
          || known.get().partitions().stream().anyMatch(each -> each.leader() == null)) {
        return false;
      }
    }
    return true;
  }

  /// A marker, which may be there already.
  void mark(String topic) throws RefusedException, InterruptedException {
    if (partitions(List.of(topic)).isEmpty()) {
      boolean _ = create(new NewTopic(topic, Optional.of(1), replication()));
    }
  }

  void commit(String group, Map<TopicPartition, Long> positions)
      throws RefusedException, InterruptedException {
    var offsets = new HashMap<TopicPartition, OffsetAndMetadata>();
    positions.forEach((partition, next) -> offsets.put(partition, new OffsetAndMetadata(next)));
    var _ = answer(admin.alterConsumerGroupOffsets(group, offsets).all().thenApply(_ -> true));
  }

  /// Something that comes about by itself.
  private interface Condition {
    boolean holds() throws RefusedException, InterruptedException;
  }

  private static void await(String otherwise, Condition condition)
      throws RefusedException, InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.holds()) {
      if (System.nanoTime() > end) {
        throw new RefusedException(otherwise);
      }
      Thread.sleep(PAUSE);
    }
  }

  private static <T> T answer(KafkaFuture<T> asked) throws RefusedException, InterruptedException {
    return answer(asked, IllegalStateException.class)
        .orElseThrow(() -> new RefusedException("Kafka does not answer"));
  }

  /// @param absent the failure that is an answer too
  private static <T> Optional<T> answer(
      KafkaFuture<T> asked, Class<? extends RuntimeException> absent)
      throws RefusedException, InterruptedException {
    try {
      return Optional.ofNullable(asked.get(ANSWER_MAX.toSeconds(), TimeUnit.SECONDS));
    } catch (TimeoutException silent) {
      throw new RefusedException("Kafka does not answer", silent);
    } catch (ExecutionException failed) {
      if (absent.isInstance(failed.getCause())) {
        return Optional.empty();
      }
      var why = failed.getCause() == null ? failed.getMessage() : failed.getCause().getMessage();
      throw new RefusedException("Kafka refuses: " + why, failed);
    }
  }

  @Override
  public void close() {
    admin.close(Duration.ofSeconds(5));
  }
}

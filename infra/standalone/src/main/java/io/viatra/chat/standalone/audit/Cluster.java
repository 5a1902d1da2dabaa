package io.viatra.chat.standalone.audit;

import io.viatra.chat.runtime.kafka.KafkaSettings;
import io.viatra.chat.schemas.topic.Topics;
import io.viatra.chat.streams.router.RouterNumbers;
import io.viatra.chat.streams.sequencer.SequencerNumbers;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/// What an audit asks the cluster besides records: how many partitions there are, and how far the
/// router is.
final class Cluster implements AutoCloseable {
  private static final Duration ANSWER_MAX = Duration.ofSeconds(30);

  private final Admin admin;
  private final String prefix;

  Cluster(KafkaSettings kafka, String prefix) {
    admin = Admin.create(kafka.clientProperties("audit-admin"));
    this.prefix = prefix;
  }

  /// Partitions of every topic of an audit, which have equally many.
  ///
  /// @throws UnreachableException if the cluster is away, a topic is missing, or they differ
  int partitions() throws UnreachableException, InterruptedException {
    var topics =
        List.of(
            Topics.EVENTS.name(),
            Topics.RECEIPTS.name(),
            Topics.DELIVERIES.name(),
            Topics.UNREAD.name(),
            SequencerNumbers.conversationsLog(prefix),
            SequencerNumbers.membersLog(prefix),
            RouterNumbers.headsLog(prefix),
            RouterNumbers.inboxLog(prefix));
    var counts = new HashMap<String, Integer>();
    for (var topic : admin.describeTopics(topics).topicNameValues().entrySet()) {
      counts.put(
          topic.getKey(),
          answer(topic.getValue(), "topic " + topic.getKey() + " is missing").partitions().size());
    }
    if (counts.values().stream().distinct().count() != 1) {
      throw new UnreachableException("topics have different numbers of partitions: " + counts);
    }
    return counts.getOrDefault(Topics.EVENTS.name(), 0);
  }

  /// Where the deliveries end, by partition.
  Map<Integer, Long> deliveryEnds(int partitions)
      throws UnreachableException, InterruptedException {
    var asked =
        IntStream.range(0, partitions)
            .boxed()
            .collect(
                Collectors.toMap(
                    p -> new TopicPartition(Topics.DELIVERIES.name(), p),
                    _ -> OffsetSpec.latest()));
    var ends = new HashMap<Integer, Long>();
    answer(admin.listOffsets(asked).all(), "topic " + Topics.DELIVERIES.name() + " is missing")
        .forEach((partition, end) -> ends.put(partition.partition(), end.offset()));
    return ends;
  }

  /// How far the router has committed to have read them; a partition that it never read is missing.
  Map<Integer, Long> deliveriesRouted() throws UnreachableException, InterruptedException {
    var group = RouterNumbers.group(prefix);
    var committed = new HashMap<Integer, Long>();
    answer(
            admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata(),
            "there is no group " + group)
        .forEach((partition, position) -> {
          if (partition.topic().equals(Topics.DELIVERIES.name()) && position != null) {
            committed.put(partition.partition(), position.offset());
          }
        });
    return committed;
  }

  private static <T> T answer(KafkaFuture<T> asked, String missing)
      throws UnreachableException, InterruptedException {
    try {
      return asked.get(ANSWER_MAX.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException silent) {
      throw new UnreachableException("Kafka does not answer", silent);
    } catch (ExecutionException failed) {
      var why =
          failed.getCause() instanceof UnknownTopicOrPartitionException
              ? missing
              : "Kafka does not answer";
      throw new UnreachableException(why, failed);
    }
  }

  @Override
  public void close() {
    admin.close(Duration.ofSeconds(5));
  }
}

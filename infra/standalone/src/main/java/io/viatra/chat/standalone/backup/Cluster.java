package io.viatra.chat.standalone.backup;

import io.viatra.chat.runtime.kafka.KafkaSettings;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/// What a dump and a restore ask the cluster besides records. Blocks its caller.
final class Cluster implements AutoCloseable {
  private static final Duration ANSWER_MAX = Duration.ofSeconds(30);

  private final Admin admin;

  Cluster(KafkaSettings kafka) {
    admin = Admin.create(kafka.clientProperties("topics-backup"));
  }

  /// Partitions by topic; a topic that is not there is not in it.
  Map<String, Integer> partitions(Collection<String> topics)
      throws BackupException, InterruptedException {
    var counts = new TreeMap<String, Integer>();
    for (var topic : admin.describeTopics(topics).topicNameValues().entrySet()) {
      try {
        counts.put(topic.getKey(), answer(topic.getValue()).partitions().size());
      } catch (BackupException failed) {
        if (!(failed.getCause() instanceof UnknownTopicOrPartitionException)) {
          throw failed;
        }
      }
    }
    return counts;
  }

  Map<TopicPartition, Long> begins(Collection<TopicPartition> partitions)
      throws BackupException, InterruptedException {
    return offsets(partitions, OffsetSpec.earliest());
  }

  /// Behind everything that was written, also in transactions that are still open. A reader of
  /// committed records that waits until it is there has them too, if they are committed.
  Map<TopicPartition, Long> ends(Collection<TopicPartition> partitions)
      throws BackupException, InterruptedException {
    return offsets(partitions, OffsetSpec.latest());
  }

  private Map<TopicPartition, Long> offsets(Collection<TopicPartition> partitions, OffsetSpec which)
      throws BackupException, InterruptedException {
    var asked = partitions.stream().collect(Collectors.toMap(each -> each, _ -> which));
    var offsets = new HashMap<TopicPartition, Long>();
    answer(admin.listOffsets(asked, new ListOffsetsOptions(IsolationLevel.READ_UNCOMMITTED)).all())
        .forEach((partition, offset) -> offsets.put(partition, offset.offset()));
    return offsets;
  }

  static List<TopicPartition> all(String topic, int partitions) {
    return IntStream.range(0, partitions).mapToObj(p -> new TopicPartition(topic, p)).toList();
  }

  private static <T> T answer(KafkaFuture<T> asked) throws BackupException, InterruptedException {
    try {
      return asked.get(ANSWER_MAX.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException silent) {
      throw new BackupException("the cluster does not answer", silent);
    } catch (ExecutionException failed) {
      throw new BackupException("the cluster refuses to answer", failed.getCause());
    }
  }

  @Override
  public void close() {
    admin.close(Duration.ofSeconds(5));
  }
}

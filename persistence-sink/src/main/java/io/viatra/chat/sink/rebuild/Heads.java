package io.viatra.chat.sink.rebuild;

import io.viatra.chat.runtime.kafka.KafkaSettings;
import io.viatra.chat.schemas.topic.Topics;
import io.viatra.chat.sink.RecordReader;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/// Where the log begins and ends, by partition of the topics that the read model is made of.
///
/// @param begins offset of the oldest record that is still there
/// @param ends position behind the last committed record
record Heads(Map<TopicPartition, Long> begins, Map<TopicPartition, Long> ends) {
  private static final Duration ANSWER_MAX = Duration.ofSeconds(30);

  Heads {
    begins = Map.copyOf(begins);
    ends = Map.copyOf(ends);
  }

  /// Asks the cluster.
  ///
  /// @throws RebuildException if it does not answer, or has not all the topics
  static Heads of(KafkaSettings kafka) throws RebuildException, InterruptedException {
    try (Admin admin = Admin.create(kafka.clientProperties("rebuild-admin"))) {
      Map<TopicPartition, OffsetSpec> first = new HashMap<>();
      Map<TopicPartition, OffsetSpec> last = new HashMap<>();
      answer(admin.describeTopics(RecordReader.TOPICS).allTopicNames())
          .forEach((name, topic) ->
              topic
                  .partitions()
                  .forEach(p -> {
                    first.put(new TopicPartition(name, p.partition()), OffsetSpec.earliest());
                    last.put(new TopicPartition(name, p.partition()), OffsetSpec.latest());
                  }));
      ListOffsetsOptions committed = new ListOffsetsOptions(IsolationLevel.READ_COMMITTED);
      Map<TopicPartition, Long> begins = new HashMap<>();
      Map<TopicPartition, Long> ends = new HashMap<>();
      answer(admin.listOffsets(first).all()).forEach((p, at) -> begins.put(p, at.offset()));
      answer(admin.listOffsets(last, committed).all()).forEach((p, at) -> ends.put(p, at.offset()));
      return new Heads(begins, ends);
    }
  }

  /// Events are kept for ever. Where the oldest are gone, so would be the rows that they made.
  boolean isWhole() {
    return begins.entrySet().stream()
        .allMatch(b -> b.getValue() == 0 || !b.getKey().topic().equals(Topics.EVENTS.name()));
  }

  /// Whether positions can be of this log: a log that was restored or repartitioned has others.
  boolean covers(Map<TopicPartition, Long> positions) {
    return positions.entrySet().stream()
        .allMatch(p -> p.getValue() <= ends.getOrDefault(p.getKey(), -1L));
  }

  private static <T> T answer(KafkaFuture<T> asked) throws RebuildException, InterruptedException {
    try {
      return asked.get(ANSWER_MAX.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException silent) {
      throw away(silent);
    } catch (ExecutionException failed) {
      throw away(failed.getCause() == null ? failed : failed.getCause());
    }
  }

  private static RebuildException away(Throwable why) {
    RebuildException away =
        new RebuildException("Kafka does not answer for its topics: " + why.getMessage());
    away.initCause(why);
    return away;
  }
}

package io.viatra.chat.streams;

import io.viatra.chat.runtime.kafka.KafkaSettings;
import io.viatra.chat.schemas.topic.Topic;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/// Asks the cluster how many partitions the topics have, once, at the start.
public final class PartitionCounts {
  private static final Duration ANSWER_MAX = Duration.ofSeconds(60);

  private PartitionCounts() {}

  /// The one count of all the topics.
  ///
  /// @throws IllegalStateException if a topic is missing, or the counts differ: a conversation's
  ///   records, or a person's, would then meet in no one task
  public static int common(KafkaSettings kafka, List<Topic<?>> topics)
      throws InterruptedException, TimeoutException {
    var counts = counts(kafka, topics.stream().<String>map(Topic::name).toList());
    var different = counts.values().stream().distinct().toList();
    if (different.size() != 1) {
      throw new IllegalStateException("these topics must have equally many partitions: " + counts);
    }
    return different.getFirst();
  }

  private static Map<String, Integer> counts(KafkaSettings kafka, List<String> topics)
      throws InterruptedException, TimeoutException {
    try (var admin = Admin.create(kafka.clientProperties("stream-processor-start"))) {
      var counts = new TreeMap<String, Integer>();
      admin
          .describeTopics(topics)
          .allTopicNames()
          .get(ANSWER_MAX.toSeconds(), TimeUnit.SECONDS)
          .forEach((name, topic) -> counts.put(name, topic.partitions().size()));
      return counts;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnknownTopicOrPartitionException) {
        throw new IllegalStateException(
            "topics are missing; create them with `topics create`: " + topics, e);
      }
      throw new IllegalStateException("the cluster does not describe its topics", e);
    }
  }
}

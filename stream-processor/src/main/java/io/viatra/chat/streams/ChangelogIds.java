package io.viatra.chat.streams;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyDescription;

/// Asks the cluster which changelogs an application has. A topic that was deleted and created again
/// has the same name and another id (KIP-516): what a disk holds of the former is worth nothing
/// then, and Streams, which knows names and offsets alone, may take it for current.
///
/// Blocks its caller, at the start and at the end of a life.
final class ChangelogIds {
  private final String applicationId;
  private final List<String> topics;
  private final Map<String, Object> config;

  /// @param config of Streams
  ChangelogIds(String applicationId, Topology topology, Map<String, Object> config) {
    this.applicationId = applicationId;
    topics = stores(topology).stream().map(store -> Changelog.topic(applicationId, store)).toList();
    this.config = config;
  }

  /// Global stores have none, and are in no sub-topology.
  private static Set<String> stores(Topology topology) {
    return topology.describe().subtopologies().stream()
        .flatMap(each -> each.nodes().stream())
        .filter(TopologyDescription.Processor.class::isInstance)
        .flatMap(node -> ((TopologyDescription.Processor) node).stores().stream())
        .collect(Collectors.toSet());
  }

  /// By topic; those that Streams has yet to create are not in it.
  ///
  /// @throws IllegalStateException if the state is being made anew, and is not whole
  /// @throws TimeoutException when the cluster does not answer in time
  Map<String, String> ask(Duration answerMax) throws InterruptedException, TimeoutException {
    var unfinished = Changelog.unfinished(applicationId);
    var asked = new ArrayList<>(topics);
    asked.add(unfinished);
    var ids = new TreeMap<String, String>();
    long end = System.nanoTime() + answerMax.toNanos();
    var clientId = applicationId + "-changelogs";
    try (var admin = Admin.create(new StreamsConfig(config).getAdminConfigs(clientId))) {
      for (var topic : admin.describeTopics(asked).topicNameValues().entrySet()) {
        try {
          var known = topic.getValue().get(end - System.nanoTime(), TimeUnit.NANOSECONDS);
          ids.put(topic.getKey(), known.topicId().toString());
        } catch (ExecutionException e) {
          if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
            throw new IllegalStateException("the cluster does not describe its topics", e);
          }
        }
      }
    }
    if (ids.containsKey(unfinished)) {
      throw new IllegalStateException(
          applicationId
              + ": its state is being made anew, and is not whole; let rebuild-state end, or run it"
              + " again");
    }
    return ids;
  }

  /// Whether each changelog is there.
  boolean isWhole(Map<String, String> ids) {
    return ids.size() == topics.size();
  }
}

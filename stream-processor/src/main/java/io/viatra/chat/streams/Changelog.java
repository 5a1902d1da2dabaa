package io.viatra.chat.streams;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.config.TopicConfig;

/// The topic behind one store, as Streams names and sets it up.
///
/// @param config of the topic, beside the cluster's defaults
public record Changelog(String store, String topic, Map<String, String> config) {
  public Changelog {
    config = Map.copyOf(config);
  }

  /// @param overrides what the store asks for beyond Streams' defaults
  public static Changelog of(String applicationId, String store, Map<String, String> overrides) {
    var config = new TreeMap<String, String>();
    config.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT);
    config.put(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "CreateTime");
    config.putAll(overrides);
    return new Changelog(store, topic(applicationId, store), config);
  }

  static String topic(String applicationId, String store) {
    return applicationId + "-" + store + "-changelog";
  }

  /// While this topic is there, the application's state is being made anew: it must not start.
  public static String unfinished(String applicationId) {
    return applicationId + "-state-unfinished";
  }

  /// Names of the topics.
  public static List<String> topics(List<Changelog> changelogs) {
    return changelogs.stream().map(Changelog::topic).toList();
  }
}

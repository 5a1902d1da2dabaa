package io.viatra.chat.standalone.backup;

import io.viatra.chat.runtime.kafka.KafkaSettings;
import io.viatra.chat.schemas.topic.Topic;
import io.viatra.chat.schemas.topic.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/// What a restore needs of the cluster.
///
/// @param placements by topic
/// @param knowsCommands whether the cluster's `chat.commands.v1` is the one of which the records
///   speak: it reaches beyond all that they name. Otherwise their `cmd-partition` and `cmd-offset`
///   speak of a log that is gone, and whoever went on from there would pass over new commands
record Target(Map<String, Placement> placements, boolean knowsCommands) {
  Target {
    placements = Map.copyOf(placements);
  }

  /// Asks, and changes nothing.
  ///
  /// @param partitions how many the operator says there are now; null as many as before
  /// @throws BackupException with everything that is in the way
  static Target of(
      KafkaSettings kafka,
      Verification.Verified dump,
      List<Topic<?>> topics,
      @Nullable Integer partitions)
      throws BackupException, InterruptedException {
    try (var cluster = new Cluster(kafka)) {
      var names = new ArrayList<String>(topics.stream().<String>map(Topic::name).toList());
      names.add(Topics.COMMANDS.name());
      var counts = cluster.partitions(names);
      var problems = new ArrayList<String>();
      var placements = new TreeMap<String, Placement>();
      for (var topic : topics) {
        Integer now = counts.get(topic.name());
        if (now == null) {
          problems.add(topic.name() + " is missing; create it with `topics create`");
          continue;
        }
        var placement = placement(topic, before(dump.manifest(), topic), now, partitions, problems);
        placements.put(topic.name(), placement);
        requireEmpty(cluster, topic.name(), now, problems);
      }
      if (!problems.isEmpty()) {
        throw new BackupException(String.join("\n", problems));
      }
      boolean moved = placements.values().stream().anyMatch(Placement::moved);
      int commands = counts.getOrDefault(Topics.COMMANDS.name(), 0);
      return new Target(placements, !moved && reach(cluster, commands, dump.lastCommands()));
    }
  }

  private static int before(Manifest manifest, Topic<?> topic) {
    return manifest.topics().stream()
        .filter(each -> each.topic().equals(topic.name()))
        .mapToInt(each -> each.partitions().size())
        .findFirst()
        .orElse(0);
  }

  private static Placement placement(
      Topic<?> topic, int before, int now, @Nullable Integer partitions, List<String> problems) {
    int wanted = partitions == null ? before : topic.partitions(partitions);
    if (now != wanted) {
      problems.add(
          topic.name()
              + " has "
              + now
              + " partitions, "
              + (partitions == null
                  ? "the dump has " + before + "; --partitions=" + now + " places records anew"
                  : "not " + wanted));
    }
    return new Placement(topic, now, now != before);
  }

  /// A record that is there could not be told from one that is restored.
  private static void requireEmpty(
      Cluster cluster, String topic, int partitions, List<String> problems)
      throws BackupException, InterruptedException {
    var ends = cluster.ends(Cluster.all(topic, partitions));
    if (ends.values().stream().anyMatch(end -> end > 0)) {
      problems.add(topic + " is not empty; a restore goes into new topics only");
    }
  }

  private static boolean reach(Cluster cluster, int partitions, Map<Integer, Long> lastCommands)
      throws BackupException, InterruptedException {
    if (lastCommands.isEmpty()) {
      return true;
    }
    var ends = cluster.ends(Cluster.all(Topics.COMMANDS.name(), partitions));
    return lastCommands.entrySet().stream()
        .allMatch(last ->
            ends.getOrDefault(new TopicPartition(Topics.COMMANDS.name(), last.getKey()), 0L)
                > last.getValue());
  }
}

package io.viatra.chat.streams.sequencer;

import io.viatra.chat.schemas.topic.Partitions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/// The members of a conversation, grouped by the partition of their deliveries; ascending within
/// each, so that the same members always give the same bytes.
record Roster(SortedMap<Integer, List<String>> byPartition, int size) {

  /// @param partitions of `chat.deliveries.v1`
  static Roster of(Collection<String> userIds, int partitions) {
    var byPartition = new TreeMap<Integer, List<String>>();
    var sorted = new TreeSet<>(userIds);
    for (var userId : sorted) {
      byPartition
          .computeIfAbsent(Partitions.of(userId, partitions), partition -> new ArrayList<>())
          .add(userId);
    }
    byPartition.replaceAll((partition, users) -> List.copyOf(users));
    return new Roster(Collections.unmodifiableSortedMap(byPartition), sorted.size());
  }

  boolean contains(String userId) {
    return byPartition.values().stream()
        .anyMatch(users -> Collections.binarySearch(users, userId) >= 0);
  }
}

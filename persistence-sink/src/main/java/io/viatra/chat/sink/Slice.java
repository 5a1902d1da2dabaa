package io.viatra.chat.sink;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/// A run of a poll's records, to be written in one transaction, and where it leads.
///
/// @param entries partition by partition, each in the order of its log
/// @param next per partition of the entries, the position after them
public record Slice(List<Entry> entries, Map<TopicPartition, Long> next) {

  /// Copies both.
  public Slice {
    entries = List.copyOf(entries);
    next = Map.copyOf(next);
  }

  public boolean isEmpty() {
    return entries.isEmpty();
  }

  public Set<TopicPartition> partitions() {
    return next.keySet();
  }

  /// The first half. Where a partition is cut in two, it leads to the first record of the other.
  Slice head() {
    Map<TopicPartition, Long> upTo = new HashMap<>();
    for (Entry entry : entries.subList(0, middle())) {
      upTo.put(entry.partition(), next.getOrDefault(entry.partition(), entry.offset() + 1));
    }
    for (Entry entry : entries.subList(middle(), entries.size()).reversed()) {
      upTo.computeIfPresent(entry.partition(), (_, _) -> entry.offset());
    }
    return new Slice(entries.subList(0, middle()), upTo);
  }

  Slice tail() {
    return of(entries.subList(middle(), entries.size()));
  }

  /// Without what lies before the given positions.
  Slice from(Map<TopicPartition, Long> positions) {
    return of(
        entries.stream()
            .filter(e -> e.offset() >= positions.getOrDefault(e.partition(), 0L))
            .toList());
  }

  /// The same records and positions, without effect.
  Slice putAside() {
    return new Slice(entries.stream().map(Entry::putAside).toList(), next);
  }

  /// The highest command of a partition's entries.
  public long command(TopicPartition partition) {
    return entries.stream()
        .filter(e -> e.partition().equals(partition))
        .mapToLong(Entry::command)
        .max()
        .orElse(Entry.NO_COMMAND);
  }

  private int middle() {
    return entries.size() / 2;
  }

  private Slice of(List<Entry> some) {
    Set<TopicPartition> theirs = new HashSet<>();
    some.forEach(e -> theirs.add(e.partition()));
    Map<TopicPartition, Long> upTo = new HashMap<>(next);
    upTo.keySet().retainAll(theirs);
    return new Slice(some, upTo);
  }
}

package io.viatra.chat.standalone.audit;

import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/// How far something is in the logs that the places are made of: what an audit had read when it
/// looked, or what sink and router say that they have read.
///
/// @param told positions in events and receipts, each behind a record
/// @param deliveries positions in the deliveries, by user partition
record Standpoint(Map<TopicPartition, Long> told, Map<Integer, Long> deliveries) {
  Standpoint {
    told = Map.copyOf(told);
    deliveries = Map.copyOf(deliveries);
  }

  /// Whether whoever writes the difference's place stands here and so has not read all that lies
  /// before `other`. The sequencer's stores are written in one transaction with the log, so it is
  /// never behind.
  boolean isBehind(Standpoint other, Difference difference) {
    return switch (difference.place()) {
      case LOG, SEQUENCER -> false;
      case ROUTER, UNREAD -> {
        int partition = difference.partition();
        yield deliveries.getOrDefault(partition, 0L) < other.deliveries.getOrDefault(partition, 0L);
      }
      case POSTGRES ->
          other.told.entrySet().stream()
              .filter(end -> end.getKey().partition() == difference.partition())
              .anyMatch(end -> told.getOrDefault(end.getKey(), 0L) < end.getValue());
    };
  }
}

package io.viatra.chat.runtime.kafka;

import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/// Thrown by a handler whose batch does not begin where its own records say it should: the loop
/// drops the batch and seeks to the given positions.
public final class RepositionException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Map<TopicPartition, Long> positions;

  /// @param positions the next offset to read per partition, of the batch's partitions
  public RepositionException(Map<TopicPartition, Long> positions) {
    super("go on at " + positions);
    this.positions = Map.copyOf(positions);
  }

  /// The next offset to read per partition.
  public Map<TopicPartition, Long> positions() {
    return positions;
  }
}

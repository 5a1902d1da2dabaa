package io.viatra.chat.streams;

import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.processor.StreamPartitioner;
import org.jspecify.annotations.Nullable;

/// Sends each record to the partition that its [Placed] key names.
///
/// @param partitions what the processor computed with; a topic that has another count would scatter
///   people over the wrong tasks, so that is a failure and not a remainder
public record PlacedTo(int partitions) implements StreamPartitioner<Placed, byte[]> {

  @Override
  public Optional<Set<Integer>> partitions(
      String topic, Placed key, byte @Nullable [] value, int count) {
    if (count != partitions) {
      throw new IllegalStateException(
          topic + " has " + count + " partitions, but " + partitions + " are reckoned with");
    }
    return Optional.of(Set.of(key.partition()));
  }

  /// Writes the key alone.
  public static Serializer<Placed> serializer() {
    return (topic, placed) -> placed.key() == null ? null : placed.key().get();
  }
}

package io.viatra.chat.streams.simulation;

import io.viatra.chat.schemas.codec.CommandPosition;
import io.viatra.chat.schemas.codec.Decoded;
import io.viatra.chat.schemas.topic.Topic;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/// A record as a stage wrote it.
///
/// @param position the command that it says to come from; null where it says nothing
public record Output(
    Topic<?> topic,
    int partition,
    @Nullable Bytes key,
    @Nullable Bytes value,
    @Nullable CommandPosition position) {

  public boolean isOf(Topic<?> other) {
    return topic.name().equals(other.name());
  }

  /// The value, as a reader of the topic gets it.
  public <T> T decoded(Topic<T> readAs) {
    return decoded(readAs, value);
  }

  static <T> T decoded(Topic<T> topic, @Nullable Bytes value) {
    return switch (topic.codec().decode(value == null ? null : value.get())) {
      case Decoded.Value<T>(var known) -> known;
      case Decoded.Malformed<T>(var reason) ->
          throw new Broken("records", topic.name() + " holds what its readers refuse: " + reason);
    };
  }
}

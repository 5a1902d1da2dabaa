package io.viatra.chat.streams.simulation;

import io.viatra.chat.schemas.codec.CommandPosition;
import io.viatra.chat.schemas.codec.Decoded;
import io.viatra.chat.schemas.topic.Topic;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/// A record as a stage wrote it. It is decoded once, since the bytes stay the same; one thread.
public final class Output {
  private final Topic<?> topic;
  private final int partition;
  private final @Nullable Bytes key;
  private final @Nullable Bytes value;
  private final @Nullable CommandPosition position;
  private @Nullable Object decoded;

  /// @param position the command that it says to come from; null where it says nothing
  public Output(
      Topic<?> topic,
      int partition,
      @Nullable Bytes key,
      @Nullable Bytes value,
      @Nullable CommandPosition position) {
    this.topic = topic;
    this.partition = partition;
    this.key = key;
    this.value = value;
    this.position = position;
  }

  int partition() {
    return partition;
  }

  @Nullable Bytes key() {
    return key;
  }

  @Nullable Bytes value() {
    return value;
  }

  @Nullable CommandPosition position() {
    return position;
  }

  boolean isOf(Topic<?> other) {
    return topic.name().equals(other.name());
  }

  /// The value, as a reader of the topic gets it.
  @SuppressWarnings("unchecked") // the topic it was decoded for is the one it was written to
  <T> T decoded(Topic<T> readAs) {
    var known = decoded;
    if (known == null) {
      known = read(readAs, value);
      decoded = known;
    }
    return (T) known;
  }

  private static <T> T read(Topic<T> topic, @Nullable Bytes value) {
    return switch (topic.codec().decode(value == null ? null : value.get())) {
      case Decoded.Value<T>(var known) -> known;
      case Decoded.Malformed<T>(var reason) ->
          throw new Broken("records", topic.name() + " holds what its readers refuse: " + reason);
    };
  }

  @Override
  public String toString() {
    return topic.name() + " " + partition + " " + position;
  }
}

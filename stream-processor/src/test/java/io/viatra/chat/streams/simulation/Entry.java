package io.viatra.chat.streams.simulation;

import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/// A record as it lies in a partition.
///
/// @param at append time, ms
public record Entry(long offset, @Nullable Bytes key, @Nullable Bytes value, long at) {
  public byte @Nullable [] keyBytes() {
    return key == null ? null : key.get();
  }

  public byte @Nullable [] valueBytes() {
    return value == null ? null : value.get();
  }
}

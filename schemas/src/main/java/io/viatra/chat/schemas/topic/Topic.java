package io.viatra.chat.schemas.topic;

import io.viatra.chat.schemas.codec.Codec;

/// One topic of the system.
///
/// @param key what the record key is, in words
/// @param codec of the values
/// @param <T> the family of its values
public record Topic<T>(
    String name, String key, Partitioning partitioning, Retention retention, Codec<T> codec) {

  /// Partitions it is created with.
  ///
  /// @param keyed P: partitions of every topic placed by conversation or user; never changed in
  ///   place (6 on one machine, 24 small production, 96 large)
  public int partitions(int keyed) {
    return switch (partitioning) {
      case BY_KEY, BY_CONVERSATION, BY_USER -> keyed;
      case BY_SLOT -> Topics.SLOTS;
      case SINGLE -> 1;
    };
  }
}

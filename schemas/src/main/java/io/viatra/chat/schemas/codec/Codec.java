package io.viatra.chat.schemas.codec;

import org.jspecify.annotations.Nullable;

/// Turns a topic's values into bytes and back. Thread-safe; no Kafka in it, so any reader can use
/// it.
///
/// @param <T> the topic's family
public sealed interface Codec<T> permits JsonCodec, RawCodec {

  /// The value as the topic holds it.
  ///
  /// @throws IllegalStateException if the value cannot be written: a bug, never an input
  byte[] encode(T value);

  /// The CloudEvents type of a value, such as `io.viatra.chat.message.sent.v1`.
  String type(T value);

  /// Never throws: what cannot be read is [Decoded.Malformed].
  ///
  /// @param value null is a tombstone where the topic is compacted, and malformed elsewhere: the
  ///   caller, who knows the topic, decides before it asks
  Decoded<T> decode(byte @Nullable [] value);

  /// A codec for a sealed family whose members bear `@JsonTypeName`, or for one record.
  ///
  /// @param name the type's name where `type` is a single record and no family
  static <T> Codec<T> json(Class<T> type, String name) {
    return new JsonCodec<>(type, name);
  }

  /// Bytes as they are, for dead letters.
  static Codec<byte[]> raw(String name) {
    return new RawCodec(name);
  }
}

package io.viatra.chat.schemas.codec;

/// What came of decoding: expected either way, so data and no exception.
public sealed interface Decoded<T> {

  record Value<T>(T value) implements Decoded<T> {}

  /// Poison.
  ///
  /// @param reason a stable word without content: `empty`, `not-json`, `unknown-type`,
  ///   `out-of-bounds`
  record Malformed<T>(String reason) implements Decoded<T> {}
}

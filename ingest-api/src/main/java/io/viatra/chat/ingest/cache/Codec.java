package io.viatra.chat.ingest.cache;

/// How one kind of entry is written. A change of what is written needs another number in
/// [RedisCache]: nodes of two builds share a Redis while they are exchanged.
///
/// @param <V> immutable
public interface Codec<V> {
  void write(V value, Packer out);

  /// Reads what [#write] wrote. What something else wrote may end in any exception, or in a value
  /// that is not used.
  V read(Unpacker in);
}

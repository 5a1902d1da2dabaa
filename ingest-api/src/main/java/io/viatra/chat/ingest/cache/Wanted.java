package io.viatra.chat.ingest.cache;

/// An entry, named, and the state it has to be of.
public record Wanted<V>(Shelf<V> shelf, String key, Stamp stamp) {

  /// The entry that was asked for, read anew.
  public Entry<V> holding(V value) {
    return new Entry<>(this, value);
  }

  /// What is to be stored.
  public record Entry<V>(Wanted<V> as, V value) {}
}

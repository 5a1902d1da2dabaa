package io.viatra.chat.ingest.read;

/// Which part of a history is wanted. Bounds are exclusive.
public sealed interface Window {
  /// The newest page.
  record Newest() implements Window {}

  /// What lies below a `seq`, nearest first.
  record Before(long seq) implements Window {}

  /// What lies above a `seq`, nearest first.
  record After(long seq) implements Window {}

  /// A page with this `seq` in its middle, or as near to it as the ends allow.
  record Around(long seq) implements Window {}
}

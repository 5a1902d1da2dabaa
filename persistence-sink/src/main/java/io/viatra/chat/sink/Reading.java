package io.viatra.chat.sink;

/// What came of reading a record.
sealed interface Reading {

  record Read(Change change) implements Reading {}

  /// For the dead letters.
  ///
  /// @param code from a closed set, in capitals; holds nothing of the record
  record Poison(String code) implements Reading {}
}

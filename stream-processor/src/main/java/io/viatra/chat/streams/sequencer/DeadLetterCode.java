package io.viatra.chat.streams.sequencer;

import java.util.Locale;

/// Why a record lies in the dead letters: a closed set, so it can be a header and a tag.
enum DeadLetterCode {
  /// No key.
  NO_KEY,
  /// No value.
  EMPTY,
  /// Longer than any edge writes.
  OVERSIZED,
  NOT_JSON,
  UNKNOWN_TYPE,
  /// A field is missing or beyond its bounds, or holds text that no reader could store.
  OUT_OF_BOUNDS,
  /// The key names another conversation than the value.
  FOREIGN_KEY,
  /// The record lies in another partition than its key's, where another task numbers.
  MISPLACED,
  /// A time that no reader could store.
  BAD_TIME,
  /// An actor who is no member, or a conversation that is none.
  NOT_FOUND,
  /// A known id with other content.
  CONFLICT,
  /// The command contradicts itself.
  INVALID,
  /// Declared for the log's sake and offered to nobody: forgetting a person.
  RESERVED;

  /// As the header says it: `not-json`.
  String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}

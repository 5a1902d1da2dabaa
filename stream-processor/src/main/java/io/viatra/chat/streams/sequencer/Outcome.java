package io.viatra.chat.streams.sequencer;

/// What became of a command; rule R3 has no fifth.
enum Outcome {
  ACCEPTED,
  REPEATED,
  REJECTED,
  /// Nobody could say what it wanted.
  POISON
}

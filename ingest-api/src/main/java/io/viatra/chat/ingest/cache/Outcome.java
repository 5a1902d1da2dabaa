package io.viatra.chat.ingest.cache;

import java.util.Locale;

/// What became of one question.
enum Outcome {
  /// In this process.
  NEAR,
  /// In Redis.
  HIT,
  /// There, and of another state.
  STALE,
  /// Not there.
  MISS,
  /// There, and no entry.
  GARBAGE,
  /// Redis did not answer.
  FAILED;

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}

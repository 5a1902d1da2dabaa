package io.viatra.chat.standalone.audit;

/// What a difference is worth.
public enum Verdict {
  /// It stood still, and everything that should have mended it was read.
  DIFFERENT,
  /// Whoever writes the place had not read what it is held against, as long as was waited.
  BEHIND,
  /// The conversation changed at each look.
  UNSETTLED
}

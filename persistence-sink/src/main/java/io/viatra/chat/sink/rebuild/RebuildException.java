package io.viatra.chat.sink.rebuild;

/// Why a rebuild does not go on, in words for the operator. Nothing is lost with it: the live
/// tables are as they were, and what was built is taken up by the next call.
final class RebuildException extends Exception {
  private static final long serialVersionUID = 1;

  RebuildException(String message) {
    super(message);
  }
}

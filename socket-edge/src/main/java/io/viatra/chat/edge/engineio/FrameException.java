package io.viatra.chat.edge.engineio;

/// Bytes that RFC 6455 does not allow; carries the status of the Close frame to answer with. It has
/// no message, so nothing of the input can leak, and no stack trace, because hostile clients cause
/// it.
final class FrameException extends Exception {
  private final int closeCode;

  FrameException(int closeCode) {
    super(null, null, false, false);
    this.closeCode = closeCode;
  }

  int closeCode() {
    return closeCode;
  }
}

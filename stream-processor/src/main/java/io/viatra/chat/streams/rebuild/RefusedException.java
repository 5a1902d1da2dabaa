package io.viatra.chat.streams.rebuild;

import java.io.Serial;

/// The rebuild cannot be, or cannot go on; the message is for the operator.
final class RefusedException extends Exception {
  @Serial private static final long serialVersionUID = 1;

  RefusedException(String message) {
    super(message);
  }

  RefusedException(String message, Throwable cause) {
    super(message, cause);
  }
}

package io.viatra.chat.standalone.audit;

/// Something that an audit needs does not answer, or is not there. The message is for people.
public final class UnreachableException extends Exception {
  UnreachableException(String message) {
    super(message);
  }

  UnreachableException(String message, Throwable cause) {
    super(message, cause);
  }
}

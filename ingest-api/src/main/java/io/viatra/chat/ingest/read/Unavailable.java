package io.viatra.chat.ingest.read;

/// The read model does not answer now: down, hung, or more ask than it can serve. Nothing is wrong
/// with what was asked, and asking again is safe.
public final class Unavailable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  Unavailable(Throwable cause) {
    super("the read model does not answer", cause);
  }

  Unavailable(String reason) {
    super(reason);
  }
}

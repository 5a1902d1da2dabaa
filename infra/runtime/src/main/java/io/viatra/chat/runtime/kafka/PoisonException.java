package io.viatra.chat.runtime.kafka;

/// Says with a stable code why a record cannot be handled, now or ever. Carries no content.
public final class PoisonException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String code;

  /// @param code one of a small closed set, in capitals, for example `UNKNOWN_TYPE`
  public PoisonException(String code) {
    super(code, null, false, false);
    this.code = code;
  }

  /// The code for the header `dlq-error-code`.
  public String code() {
    return code;
  }

  /// The code of any failure: that of a poison exception, `UNREADABLE` for all others.
  public static String code(Throwable failure) {
    return failure instanceof PoisonException poison ? poison.code : "UNREADABLE";
  }
}

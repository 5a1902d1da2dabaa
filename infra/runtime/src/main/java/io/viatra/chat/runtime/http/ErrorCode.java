package io.viatra.chat.runtime.http;

/// The stable codes of the client contract. Clients branch on these and never on words.
public enum ErrorCode {
  /// The request is not well-formed or breaks a rule of the contract.
  INVALID(400, "the request is not valid"),
  /// No token, or one that is refused.
  UNAUTHENTICATED(401, "the token is missing or not valid"),
  /// Known, but not allowed.
  FORBIDDEN(403, "not allowed"),
  /// Not there, or not to be seen; the two answer the same.
  NOT_FOUND(404, "not found"),
  /// Against the present state.
  CONFLICT(409, "in conflict with the present state"),
  /// Over a size limit.
  TOO_LARGE(413, "too large"),
  /// Over a rate limit; `retryAfterMs` says when to come back.
  RATE_LIMITED(429, "too many requests"),
  /// A receipt beyond the head, negative, or not a number.
  BAD_SEQ(400, "the sequence number is not valid"),
  /// A socket event that does not exist.
  UNKNOWN_EVENT(400, "the event is not known"),
  /// Not now; repeating later is safe.
  UNAVAILABLE(503, "temporarily unavailable"),
  /// A bug; the request id finds it in the log.
  INTERNAL(500, "internal error");

  private final int status;
  private final String words;

  ErrorCode(int status, String words) {
    this.status = status;
    this.words = words;
  }

  /// The HTTP status.
  public int status() {
    return status;
  }

  /// The default message.
  public String words() {
    return words;
  }
}

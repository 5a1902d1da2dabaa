package io.viatra.chat.runtime.http;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A caller's mistake, or a refusal, with a stable code. Has no stack trace, for it is an answer
/// and not a fault. The message goes to the client and never quotes the input.
public final class ApiError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ErrorCode code;
  private final int status;
  private final @Nullable Duration retryAfter;

  private ApiError(ErrorCode code, int status, String message, @Nullable Duration retryAfter) {
    super(message, null, false, false);
    this.code = code;
    this.status = status;
    this.retryAfter = retryAfter;
  }

  /// With the code's own words.
  public static ApiError of(ErrorCode code) {
    return new ApiError(code, code.status(), code.words(), null);
  }

  /// With other words.
  public static ApiError of(ErrorCode code, String message) {
    return new ApiError(code, code.status(), message, null);
  }

  /// `INVALID` with words, the most frequent one.
  public static ApiError invalid(String message) {
    return of(ErrorCode.INVALID, message);
  }

  /// `NOT_FOUND`; always the same words, so that nothing can be learnt from them.
  public static ApiError notFound() {
    return of(ErrorCode.NOT_FOUND);
  }

  /// `RATE_LIMITED` until the given time has passed.
  public static ApiError rateLimited(Duration retryAfter) {
    return of(ErrorCode.RATE_LIMITED).retryAfter(retryAfter);
  }

  /// `UNAVAILABLE`, to be tried again after the given time.
  public static ApiError unavailable(Duration retryAfter) {
    return of(ErrorCode.UNAVAILABLE).retryAfter(retryAfter);
  }

  /// `INVALID` with another status, for 405 and 415 which have no code of their own.
  static ApiError invalid(int status, String message) {
    return new ApiError(ErrorCode.INVALID, status, message, null);
  }

  /// The same with a hint when to come back.
  public ApiError retryAfter(Duration after) {
    return new ApiError(code, status, message(), after);
  }

  /// The stable code.
  public ErrorCode code() {
    return code;
  }

  /// The HTTP status, the code's own except for 405 and 415.
  public int status() {
    return status;
  }

  /// The words for the client.
  public String message() {
    String message = getMessage();
    return message == null ? code.words() : message;
  }

  /// When to come back.
  public @Nullable Duration retryAfter() {
    return retryAfter;
  }
}

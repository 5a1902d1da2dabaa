package io.viatra.chat.ingest.request;

import io.viatra.chat.runtime.http.ApiError;
import io.viatra.chat.runtime.http.ErrorCode;
import io.viatra.chat.schemas.conversation.ClientText;
import org.jspecify.annotations.Nullable;

/// The rules of [ClientText] as answers.
final class Text {
  private Text() {}

  /// What somebody wrote: legible, and not too long.
  ///
  /// @throws ApiError `TOO_LARGE` where it is too long, else `INVALID`
  static String content(String text, String field) {
    if (!ClientText.fitsContent(text)) {
      throw ApiError.of(ErrorCode.TOO_LARGE, field + " is too long");
    }
    return legible(text, field);
  }

  /// A name: legible, 1 to `max` UTF-16 units.
  static String label(String text, int max, String field) {
    if (text.length() > max) {
      throw ApiError.invalid(field + " is too long");
    }
    return legible(text, field);
  }

  private static String legible(String text, String field) {
    if (!ClientText.isStorable(text)) {
      throw ApiError.invalid(field + " holds control characters");
    }
    if (!ClientText.isVisible(text)) {
      throw ApiError.invalid(field + " is blank");
    }
    return text;
  }

  /// An id or a token that a client made: 1 to `max` units, none of them white space or a control.
  static String token(String text, int max, String field) {
    if (!ClientText.isToken(text, max)) {
      throw ApiError.invalid(field + " is out of bounds or holds illegal characters");
    }
    return text;
  }

  /// [#token] where there is one.
  static @Nullable String tokenOrNull(@Nullable String text, int max, String field) {
    return text == null ? null : token(text, max, field);
  }

  /// An address that clients may open.
  static String webAddress(String text, int max, String field) {
    if (!ClientText.isWebAddress(text, max)) {
      throw ApiError.invalid(field + " is not an http or https address");
    }
    return text;
  }
}

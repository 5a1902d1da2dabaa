package io.viatra.chat.edge.inbound;

import io.viatra.chat.runtime.http.ApiError;
import io.viatra.chat.runtime.http.ErrorCode;
import io.viatra.chat.schemas.conversation.ClientText;

/// The rules of [ClientText] as answers.
final class TextRules {
  private TextRules() {}

  /// 1 to 4,000 code points of valid Unicode, something of it visible.
  static String content(String text) {
    valid(text, "content");
    if (!ClientText.fitsContent(text)) {
      throw ApiError.of(ErrorCode.TOO_LARGE, "content is too long");
    }
    if (!ClientText.isVisible(text)) {
      throw ApiError.invalid("content is blank");
    }
    return text;
  }

  /// A name: visible, at most `max` UTF-16 units.
  static String label(String text, int max, String field) {
    return require(ClientText.isLabel(text, max), text, field);
  }

  /// An id that a client made: 1 to `max` UTF-16 units without white space.
  static String token(String text, int max, String field) {
    return require(ClientText.isToken(text, max), text, field);
  }

  /// An address that clients may open.
  static String webAddress(String text, int max, String field) {
    return require(ClientText.isWebAddress(text, max), text, field);
  }

  private static void valid(String text, String field) {
    if (!ClientText.isStorable(text)) {
      throw ApiError.invalid(field + " holds a character that is not allowed");
    }
  }

  private static String require(boolean holds, String text, String field) {
    if (!holds) {
      throw ApiError.invalid(field + " is out of range");
    }
    return text;
  }
}

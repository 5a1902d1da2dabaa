package io.viatra.chat.edge.inbound;

import com.fasterxml.jackson.databind.JsonNode;
import io.viatra.chat.runtime.http.ApiError;
import io.viatra.chat.runtime.http.ErrorCode;
import java.util.Set;

/// What texts of clients must keep to, so that every store and every client can hold them. They are
/// kept verbatim: nothing is trimmed, normalised or escaped.
final class TextRules {
  static final int CONTENT_POINTS_MAX = 4_000;

  /// Letters and symbols by category that have no ink: Hangul fillers, the blank Braille pattern.
  private static final Set<Integer> BLANKS = Set.of(0x115F, 0x1160, 0x2800, 0x3164, 0xFFA0);

  private TextRules() {}

  /// 1 to 4,000 code points of valid Unicode, something of it visible.
  static void content(String text) {
    valid(text, "content");
    if (text.codePointCount(0, text.length()) > CONTENT_POINTS_MAX) {
      throw ApiError.of(ErrorCode.TOO_LARGE, "content is too long");
    }
    if (text.codePoints().noneMatch(TextRules::visible)) {
      throw ApiError.invalid("content is blank");
    }
  }

  /// A short text such as an id: 1 to `max` UTF-16 units, no control characters at all.
  static void label(String text, int max, String field) {
    valid(text, field);
    if (text.isEmpty() || text.length() > max || text.chars().anyMatch(unit -> unit < ' ')) {
      throw ApiError.invalid(field + " is out of range");
    }
  }

  /// Every text and number of a tree, keys too. Recursion is as deep as the parser allowed.
  static void tree(JsonNode node, String field) {
    switch (node.getNodeType()) {
      case OBJECT ->
          node.properties()
              .forEach(property -> {
                valid(property.getKey(), field);
                tree(property.getValue(), field);
              });
      case ARRAY -> node.forEach(child -> tree(child, field));
      case STRING -> valid(node.textValue(), field);
      case NUMBER -> {
        if (node.isIntegralNumber() && !node.canConvertToLong()) {
          throw ApiError.invalid(field + " holds a number that is out of range");
        }
      }
      case BOOLEAN, NULL -> {}
      case BINARY, MISSING, POJO -> throw ApiError.invalid(field + " has the wrong type");
    }
  }

  /// No half of a surrogate pair, and no C0 control except tab, line feed and carriage return.
  private static void valid(String text, String field) {
    for (int i = 0; i < text.length(); i++) {
      char unit = text.charAt(i);
      boolean control = unit < ' ' && unit != '\t' && unit != '\n' && unit != '\r';
      boolean pair =
          Character.isHighSurrogate(unit)
              && i + 1 < text.length()
              && Character.isLowSurrogate(text.charAt(i + 1));
      if (control || (Character.isSurrogate(unit) && !pair)) {
        throw ApiError.invalid(field + " holds a character that is not allowed");
      }
      i += pair ? 1 : 0;
    }
  }

  private static boolean visible(int point) {
    if (BLANKS.contains(point)) {
      return false;
    }
    return switch (Character.getType(point)) {
      case Character.SPACE_SEPARATOR,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.CONTROL,
          Character.FORMAT,
          Character.NON_SPACING_MARK,
          Character.ENCLOSING_MARK,
          Character.UNASSIGNED ->
          false;
      default -> true;
    };
  }
}

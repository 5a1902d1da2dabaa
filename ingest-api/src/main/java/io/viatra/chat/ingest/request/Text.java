package io.viatra.chat.ingest.request;

import io.viatra.chat.runtime.http.ApiError;
import io.viatra.chat.runtime.http.ErrorCode;
import org.jspecify.annotations.Nullable;

/// Rules that all texts of clients keep. Well-formed Unicode without NUL is settled before, when
/// the JSON is read.
final class Text {
  private Text() {}

  /// What somebody wrote: legible, at most so many code points.
  ///
  /// @throws ApiError `TOO_LARGE` where it is too long, else `INVALID`
  static String content(String text, int codePointsMax, String field) {
    // Units bound code points, and are counted already: the exact count is for those in between.
    if (text.length() > 2 * codePointsMax
        || text.codePointCount(0, text.length()) > codePointsMax) {
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
    if (text.codePoints().anyMatch(Text::isControl)) {
      throw ApiError.invalid(field + " holds control characters");
    }
    if (text.codePoints().allMatch(Text::isInvisible)) {
      throw ApiError.invalid(field + " is blank");
    }
    return text;
  }

  /// An id or a token that a client made: 1 to `max` units, none of them white space or a control.
  static String token(String text, int max, String field) {
    if (text.isEmpty() || text.length() > max) {
      throw ApiError.invalid(field + " is out of bounds");
    }
    if (text.codePoints().anyMatch(c -> isControl(c) || Character.isWhitespace(c))) {
      throw ApiError.invalid(field + " holds illegal characters");
    }
    return text;
  }

  /// [#token] where there is one.
  static @Nullable String tokenOrNull(@Nullable String text, int max, String field) {
    return text == null ? null : token(text, max, field);
  }

  /// C0 except tab, LF and CR. They do nothing in a chat but harm terminals and logs.
  private static boolean isControl(int codePoint) {
    return codePoint < 0x20 && codePoint != '\t' && codePoint != '\n' && codePoint != '\r';
  }

  /// Whether a reader sees nothing of it: spaces, format characters (zero-width space and joiners,
  /// direction marks, soft hyphen), and the letters and marks that Unicode defines as ignorable.
  private static boolean isInvisible(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.SPACE_SEPARATOR,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.CONTROL,
          Character.FORMAT ->
          true;
      default ->
          codePoint == 0x034F // combining grapheme joiner
              || codePoint == 0x115F // Hangul fillers
              || codePoint == 0x1160
              || codePoint == 0x3164
              || codePoint == 0xFFA0
              || codePoint == 0x17B4 // Khmer inherent vowels
              || codePoint == 0x17B5
              || codePoint == 0x2800 // Braille blank
              || (codePoint >= 0x180B && codePoint <= 0x180F) // variation selectors
              || (codePoint >= 0xFE00 && codePoint <= 0xFE0F)
              || (codePoint >= 0xE0100 && codePoint <= 0xE01EF);
    };
  }
}

package io.viatra.chat.streams.sequencer;

/// What may stand for a reaction: something short that can be seen. The edges ask for one grapheme
/// cluster; here it only must not fill the rows or hide in them.
final class Emoji {
  /// The longest of Unicode's recommended sequences has ten.
  private static final int CODE_POINTS_MAX = 16;

  private Emoji() {}

  static boolean isOne(String text) {
    return text.codePointCount(0, text.length()) <= CODE_POINTS_MAX
        && text.codePoints().noneMatch(Emoji::isBlank)
        && text.codePoints().anyMatch(Emoji::isSeen);
  }

  private static boolean isBlank(int codePoint) {
    return Character.isWhitespace(codePoint)
        || Character.isSpaceChar(codePoint)
        || Character.isISOControl(codePoint);
  }

  /// Joiners, variation selectors and tags are nothing by themselves.
  private static boolean isSeen(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.FORMAT, Character.NON_SPACING_MARK, Character.UNASSIGNED -> false;
      default -> true;
    };
  }
}

package io.viatra.chat.schemas.conversation;

/// What texts of clients keep to, over REST and on sockets alike. They are kept verbatim: nothing
/// is trimmed, normalised or escaped.
///
/// Rules for what comes in, kept by the edges. They depend on the runtime's Unicode, so the log has
/// none of them: what was taken once stays.
public final class ClientText {
  /// In code points, so that an emoji counts the same in every language.
  public static final int CONTENT_POINTS_MAX = 4_000;

  private ClientText() {}

  /// Whether it is no longer than content may be.
  public static boolean fitsContent(String text) {
    // Units bound code points, and are counted already: the exact count is for those in between.
    return text.length() <= 2 * CONTENT_POINTS_MAX
        && text.codePointCount(0, text.length()) <= CONTENT_POINTS_MAX;
  }

  /// Whether every store and every client can hold it: no half of a surrogate pair, and no C0
  /// control except tab, LF and CR, which do nothing in a chat but harm terminals and logs.
  public static boolean isStorable(String text) {
    return text.codePoints().noneMatch(ClientText::isHarmful);
  }

  /// Whether a reader sees anything of it.
  public static boolean isVisible(String text) {
    return !text.codePoints().allMatch(ClientText::isInvisible);
  }

  /// A name: storable, visible, at most `max` UTF-16 units.
  public static boolean isLabel(String text, int max) {
    return text.length() <= max && isStorable(text) && isVisible(text);
  }

  /// An id that a client made: 1 to `max` UTF-16 units, storable, none of them white space.
  public static boolean isToken(String text, int max) {
    return !text.isEmpty()
        && text.length() <= max
        && isStorable(text)
        && text.codePoints().noneMatch(Character::isWhitespace);
  }

  /// An absolute address of the schemes that clients may open without harm, with a host.
  public static boolean isWebAddress(String text, int max) {
    int host = text.startsWith("https://") ? 8 : text.startsWith("http://") ? 7 : text.length();
    return isToken(text, max) && host < text.length() && text.charAt(host) != '/';
  }

  private static boolean isHarmful(int codePoint) {
    return (codePoint < 0x20 && codePoint != '\t' && codePoint != '\n' && codePoint != '\r')
        || Character.getType(codePoint) == Character.SURROGATE;
  }

  /// Spaces, format characters (zero-width space and joiners, direction marks, soft hyphen), and
  /// what else Unicode defines as ignorable, given or not given away yet.
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
              || codePoint == 0x2065
              || codePoint == 0x2800 // Braille blank
              || (codePoint >= 0x180B && codePoint <= 0x180F) // variation selectors
              || (codePoint >= 0xFE00 && codePoint <= 0xFE0F)
              || (codePoint >= 0xFFF0 && codePoint <= 0xFFF8)
              || (codePoint >= 0xE0000 && codePoint <= 0xE0FFF);
    };
  }
}

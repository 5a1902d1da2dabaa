package io.viatra.chat.schemas.conversation;

import java.util.regex.Pattern;

/// What people may give as a reaction: one grapheme cluster that is drawn as a picture (UTS 51).
///
/// A rule for what comes from clients, kept by the edges. It depends on the runtime's Unicode, so
/// the log has none of it: what was taken once stays.
public final class Emoji {
  private static final Pattern ONE_CLUSTER = Pattern.compile("\\X");
  private static final int KEYCAP = 0x20E3;

  private Emoji() {}

  public static boolean isOne(String text) {
    return text.length() <= Reaction.EMOJI_MAX
        && ONE_CLUSTER.matcher(text).matches()
        && text.codePoints().anyMatch(Emoji::isPicture);
  }

  /// Digits count as emoji in Unicode, but only their keycaps are pictures; flags are pairs of
  /// letters with a presentation of their own.
  private static boolean isPicture(int codePoint) {
    return Character.isEmojiPresentation(codePoint)
        || Character.isExtendedPictographic(codePoint)
        || codePoint == KEYCAP;
  }
}

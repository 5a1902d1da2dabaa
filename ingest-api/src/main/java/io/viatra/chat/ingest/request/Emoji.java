package io.viatra.chat.ingest.request;

import io.viatra.chat.runtime.http.ApiError;
import io.viatra.chat.schemas.conversation.Reaction;
import java.util.regex.Pattern;

/// What may stand for a reaction: one grapheme cluster that is drawn as a picture (UTS 51).
public final class Emoji {
  private static final Pattern ONE_CLUSTER = Pattern.compile("\\X");
  private static final int KEYCAP = 0x20E3;

  private Emoji() {}

  /// @throws ApiError `INVALID` where it is anything else, two emoji included
  public static String from(String text) {
    if (text.length() > Reaction.EMOJI_MAX
        || !ONE_CLUSTER.matcher(text).matches()
        || text.codePoints().noneMatch(Emoji::isPicture)) {
      throw ApiError.invalid("a reaction is one emoji");
    }
    return text;
  }

  /// Digits count as emoji in Unicode, but only their keycaps are pictures; flags are pairs of
  /// letters with a presentation of their own.
  private static boolean isPicture(int codePoint) {
    return Character.isEmojiPresentation(codePoint)
        || Character.isExtendedPictographic(codePoint)
        || codePoint == KEYCAP;
  }
}

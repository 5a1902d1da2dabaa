package io.viatra.chat.schemas.conversation;

import io.viatra.chat.schemas.Check;
import java.util.List;

/// One emoji on a message, and who gave it.
///
/// @param userIds ascending, at least one
public record Reaction(String emoji, List<String> userIds) {
  /// One grapheme cluster with its modifiers, in UTF-16 units.
  public static final int EMOJI_MAX = 64;

  public Reaction {
    Check.length(emoji, EMOJI_MAX, "emoji");
    userIds = List.copyOf(userIds);
  }
}

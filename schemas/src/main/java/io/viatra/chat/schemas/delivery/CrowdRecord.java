package io.viatra.chat.schemas.delivery;

import io.viatra.chat.schemas.Check;
import org.jspecify.annotations.Nullable;

/// What all members of a conversation above the fan-out limit are to see now, in `chat.crowd.v1`.
///
/// @param delivery a message, a change of one, or a frame; it lists no recipients and no members
/// @param others the conversation at the same `ver`, for members who came after the message that
///   `delivery` is about and may not see it; null where everybody may see everything
/// @param gone who is a member no more as of this `ver`, and gets neither this nor what follows;
///   null where nobody left
public record CrowdRecord(
    NumberedDelivery delivery, @Nullable ConversationSnapshot others, @Nullable String gone) {
  public CrowdRecord {
    if (gone != null) {
      Check.userId(gone);
    }
  }
}

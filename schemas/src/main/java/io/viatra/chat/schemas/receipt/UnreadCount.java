package io.viatra.chat.schemas.receipt;

import io.viatra.chat.schemas.Check;
import java.time.Instant;
import java.util.UUID;

/// A user's unread in one conversation, absolute, for analytics: `chat.unread.v1`.
///
/// @param ver the conversation's `ver` that it was computed at
public record UnreadCount(
    UUID conversationId, String userId, long count, long lastSeq, long ver, Instant at) {
  public UnreadCount {
    Check.userId(userId);
    Check.notNegative(count, "count");
  }
}

package io.viatra.chat.schemas.receipt;

import io.viatra.chat.schemas.Check;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// How far one member has come, absolute: the value of `chat.receipts.v1`, compacted by
/// (conversation, user). A reader takes the maximum of what it has and what it gets.
///
/// @param deliveredSeq never below `readSeq`
/// @param deliveredAt when `deliveredSeq` last rose; null while it is zero
/// @param readAt when `readSeq` last rose; null while it is zero
public record Receipt(
    UUID conversationId,
    String userId,
    long deliveredSeq,
    long readSeq,
    @Nullable Instant deliveredAt,
    @Nullable Instant readAt) {
  public Receipt {
    Check.userId(userId);
    Check.notNegative(readSeq, "readSeq");
    Check.atLeast(deliveredSeq, readSeq, "deliveredSeq");
  }

  /// The record key in the compacted topic.
  public String key() {
    return conversationId + ":" + userId;
  }
}

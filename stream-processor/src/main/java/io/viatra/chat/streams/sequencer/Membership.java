package io.viatra.chat.streams.sequencer;

import io.viatra.chat.schemas.conversation.Role;
import io.viatra.chat.schemas.receipt.Receipt;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One member of a conversation: standing and watermarks. One row each, never one value for all of
/// them, so that a receipt in a large group rewrites some sixty bytes.
///
/// @param deliveredSeq never below `readSeq`
/// @param deliveredAt when `deliveredSeq` last rose; null while it never did
/// @param readAt when `readSeq` last rose; null while it never did
record Membership(
    UUID conversationId,
    String userId,
    Role role,
    long joinedSeq,
    long deliveredSeq,
    long readSeq,
    @Nullable Instant deliveredAt,
    @Nullable Instant readAt)
    implements Row {

  static Membership joining(UUID conversationId, String userId, Role role, long joinedSeq) {
    return new Membership(
        conversationId, userId, role, joinedSeq, joinedSeq, joinedSeq, null, null);
  }

  /// Both watermarks as readers of the log see them.
  Receipt receipt() {
    return new Receipt(conversationId, userId, deliveredSeq, readSeq, deliveredAt, readAt);
  }
}

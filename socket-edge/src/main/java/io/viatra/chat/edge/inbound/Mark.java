package io.viatra.chat.edge.inbound;

import io.viatra.chat.schemas.command.Command;
import io.viatra.chat.schemas.command.MarkDelivered;
import io.viatra.chat.schemas.command.MarkRead;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Whose watermark of which kind in which conversation: what receipts are gathered by.
record Mark(Kind kind, String userId, UUID conversationId) {
  enum Kind {
    DELIVERED,
    READ
  }

  /// @param upToSeq 0 if only ids are known
  Command command(long upToSeq, List<UUID> messageIds) {
    @Nullable Long seq = upToSeq == 0 && !messageIds.isEmpty() ? null : Long.valueOf(upToSeq);
    return switch (kind) {
      case DELIVERED -> new MarkDelivered(conversationId, userId, seq, messageIds);
      case READ -> new MarkRead(conversationId, userId, seq, messageIds);
    };
  }
}

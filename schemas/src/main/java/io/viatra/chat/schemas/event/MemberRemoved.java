package io.viatra.chat.schemas.event;

import com.fasterxml.jackson.annotation.JsonTypeName;
import io.viatra.chat.schemas.Check;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Somebody left (`removedBy` = `userId`) or was put out.
///
/// @param leftSeq the conversation's last `seq` then
/// @param successorId who is the owner from now on, where the owner left and somebody stayed. It
///   stands in this event and not in one of its own, so that a command still has one outcome and no
///   reader can see a conversation without its owner
@JsonTypeName("member.removed")
public record MemberRemoved(
    UUID conversationId,
    long ver,
    Instant at,
    String removedBy,
    String userId,
    long leftSeq,
    @Nullable String successorId)
    implements ConversationEvent {
  public MemberRemoved {
    Check.positive(ver, "ver");
    Check.userId(removedBy);
    Check.userId(userId);
    Check.notNegative(leftSeq, "leftSeq");
    if (successorId != null) {
      Check.userId(successorId);
    }
  }
}

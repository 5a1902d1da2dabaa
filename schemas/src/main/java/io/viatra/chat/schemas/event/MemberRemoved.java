package io.viatra.chat.schemas.event;

import com.fasterxml.jackson.annotation.JsonTypeName;
import io.viatra.chat.schemas.Check;
import java.time.Instant;
import java.util.UUID;

/// Somebody left (`removedBy` = `userId`) or was put out.
///
/// @param leftSeq the conversation's last `seq` then
@JsonTypeName("member.removed")
public record MemberRemoved(
    UUID conversationId, long ver, Instant at, String removedBy, String userId, long leftSeq)
    implements ConversationEvent {
  public MemberRemoved {
    Check.positive(ver, "ver");
    Check.userId(removedBy);
    Check.userId(userId);
    Check.notNegative(leftSeq, "leftSeq");
  }
}

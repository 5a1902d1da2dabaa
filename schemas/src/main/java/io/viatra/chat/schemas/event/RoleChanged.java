package io.viatra.chat.schemas.event;

import com.fasterxml.jackson.annotation.JsonTypeName;
import io.viatra.chat.schemas.Check;
import io.viatra.chat.schemas.conversation.Role;
import java.time.Instant;
import java.util.UUID;

/// A member's standing changed.
@JsonTypeName("member.role-changed")
public record RoleChanged(
    UUID conversationId, long ver, Instant at, String changedBy, String userId, Role role)
    implements ConversationEvent {
  public RoleChanged {
    Check.positive(ver, "ver");
    Check.userId(changedBy);
    Check.userId(userId);
  }
}

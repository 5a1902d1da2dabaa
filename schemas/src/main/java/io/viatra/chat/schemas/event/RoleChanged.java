package io.viatra.chat.schemas.event;

import com.fasterxml.jackson.annotation.JsonTypeName;
import io.viatra.chat.schemas.Check;
import io.viatra.chat.schemas.conversation.Role;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A member's standing changed.
///
/// @param formerOwnerId where the role is `owner`: who was it until now, and is an admin from now
///   on
@JsonTypeName("member.role-changed")
public record RoleChanged(
    UUID conversationId,
    long ver,
    Instant at,
    String changedBy,
    String userId,
    Role role,
    @Nullable String formerOwnerId)
    implements ConversationEvent {
  public RoleChanged {
    Check.positive(ver, "ver");
    Check.userId(changedBy);
    Check.userId(userId);
    if (formerOwnerId != null) {
      Check.userId(formerOwnerId);
    }
  }
}

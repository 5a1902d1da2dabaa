package io.viatra.chat.schemas.command;

import com.fasterxml.jackson.annotation.JsonTypeName;
import io.viatra.chat.schemas.Check;
import io.viatra.chat.schemas.conversation.Role;
import java.util.UUID;

/// The owner gives roles.
@JsonTypeName("member.change-role")
public record ChangeRole(UUID conversationId, String actorId, String userId, Role role)
    implements Command {
  public ChangeRole {
    Check.userId(actorId);
    Check.userId(userId);
  }
}

package io.viatra.chat.schemas.command;

import com.fasterxml.jackson.annotation.JsonTypeName;
import io.viatra.chat.schemas.Check;
import java.util.UUID;

/// Owners and admins put somebody out; anybody may name themselves and leaves.
@JsonTypeName("member.remove")
public record RemoveMember(UUID conversationId, String actorId, String userId) implements Command {
  public RemoveMember {
    Check.userId(actorId);
    Check.userId(userId);
  }
}

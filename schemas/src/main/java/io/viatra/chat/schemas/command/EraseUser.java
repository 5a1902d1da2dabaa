package io.viatra.chat.schemas.command;

import com.fasterxml.jackson.annotation.JsonTypeName;
import io.viatra.chat.schemas.Check;
import java.util.UUID;

/// Reserved: forget a person in this conversation. The actor is the erased user.
@JsonTypeName("user.erase")
public record EraseUser(UUID conversationId, String actorId) implements Command {
  public EraseUser {
    Check.userId(actorId);
  }
}

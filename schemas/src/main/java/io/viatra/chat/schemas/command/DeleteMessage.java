package io.viatra.chat.schemas.command;

import com.fasterxml.jackson.annotation.JsonTypeName;
import io.viatra.chat.schemas.Check;
import io.viatra.chat.schemas.conversation.MessageRef;
import java.util.UUID;

/// Leave a tombstone in a message's place; its sender, owners and admins may.
@JsonTypeName("message.delete")
public record DeleteMessage(UUID conversationId, String actorId, MessageRef target)
    implements Command {
  public DeleteMessage {
    Check.userId(actorId);
  }
}

package io.viatra.chat.schemas.command;

import com.fasterxml.jackson.annotation.JsonTypeName;
import io.viatra.chat.schemas.Check;
import io.viatra.chat.schemas.conversation.MessageBody;
import io.viatra.chat.schemas.conversation.MessageRef;
import java.util.UUID;

/// Replace a message's body; only its sender may.
@JsonTypeName("message.edit")
public record EditMessage(UUID conversationId, String actorId, MessageRef target, MessageBody body)
    implements Command {
  public EditMessage {
    Check.userId(actorId);
  }
}

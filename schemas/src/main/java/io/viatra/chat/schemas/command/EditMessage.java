package io.viatra.chat.schemas.command;

import com.fasterxml.jackson.annotation.JsonTypeName;
import io.viatra.chat.schemas.Check;
import io.viatra.chat.schemas.conversation.MessageBody;
import io.viatra.chat.schemas.conversation.MessageContent;
import io.viatra.chat.schemas.conversation.MessageRef;
import java.util.UUID;

/// Replace a message's body; only its sender may.
///
/// @param content the message as the issuer read it, with the body it had then
/// @param body what it is to say
@JsonTypeName("message.edit")
public record EditMessage(
    UUID conversationId,
    String actorId,
    MessageRef target,
    MessageContent content,
    MessageBody body)
    implements Command {
  public EditMessage {
    Check.userId(actorId);
  }
}

package io.viatra.chat.schemas.event;

import com.fasterxml.jackson.annotation.JsonTypeName;
import io.viatra.chat.schemas.Check;
import io.viatra.chat.schemas.conversation.MessageBody;
import io.viatra.chat.schemas.conversation.MessageRef;
import java.time.Instant;
import java.util.UUID;

/// A message has another body; history keeps the former one.
@JsonTypeName("message.edited")
public record MessageEdited(
    UUID conversationId, long ver, Instant at, MessageRef target, MessageBody body)
    implements ConversationEvent {
  public MessageEdited {
    Check.positive(ver, "ver");
  }
}

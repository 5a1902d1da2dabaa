package io.viatra.chat.schemas.event;

import com.fasterxml.jackson.annotation.JsonTypeName;
import io.viatra.chat.schemas.Check;
import io.viatra.chat.schemas.conversation.MessageRef;
import java.time.Instant;
import java.util.UUID;

/// A tombstone: content is gone from every projection, the `seq` stays.
@JsonTypeName("message.deleted")
public record MessageDeleted(
    UUID conversationId, long ver, Instant at, MessageRef target, String deletedBy)
    implements ConversationEvent {
  public MessageDeleted {
    Check.positive(ver, "ver");
    Check.userId(deletedBy);
  }
}

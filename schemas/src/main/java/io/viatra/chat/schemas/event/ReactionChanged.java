package io.viatra.chat.schemas.event;

import com.fasterxml.jackson.annotation.JsonTypeName;
import io.viatra.chat.schemas.Check;
import io.viatra.chat.schemas.conversation.MessageRef;
import java.time.Instant;
import java.util.UUID;

/// One element of the set (message, user, emoji) came or went.
@JsonTypeName("message.reaction-changed")
public record ReactionChanged(
    UUID conversationId,
    long ver,
    Instant at,
    MessageRef target,
    String userId,
    String emoji,
    boolean added)
    implements ConversationEvent {
  public ReactionChanged {
    Check.positive(ver, "ver");
    Check.userId(userId);
  }
}

package io.viatra.chat.streams.simulation;

import io.viatra.chat.schemas.mailbox.ConversationState;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A router's task, which can be asked what it keeps.
public interface RouterStage extends Stage {
  /// Null for who is no member, as far as the router knows.
  @Nullable ConversationState standing(String userId, UUID conversationId);

  /// As it has the member's settings, ms; 0 for not muted.
  long mutedUntil(String userId, UUID conversationId);
}

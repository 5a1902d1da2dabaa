package io.viatra.chat.schemas.conversation;

import io.viatra.chat.schemas.Check;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A whole message as it stands after a change.
///
/// @param ver of the event that changed it last
/// @param reactions by emoji, without empty ones
/// @param ticks null above the fan-out limit, where nobody counts them
/// @param editedAt null while nobody edited it
public record MessageState(
    UUID conversationId,
    long ver,
    MessageRef message,
    MessageContent content,
    List<Reaction> reactions,
    @Nullable MessageTicks ticks,
    @Nullable Instant editedAt) {
  public MessageState {
    Check.positive(ver, "ver");
    reactions = List.copyOf(reactions);
  }
}

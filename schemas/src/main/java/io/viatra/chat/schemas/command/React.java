package io.viatra.chat.schemas.command;

import com.fasterxml.jackson.annotation.JsonTypeName;
import io.viatra.chat.schemas.Check;
import io.viatra.chat.schemas.conversation.MessageRef;
import java.util.UUID;

/// Add to, or take from, the set (message, actor, emoji).
///
/// @param emoji one grapheme cluster
@JsonTypeName("message.react")
public record React(
    UUID conversationId, String actorId, MessageRef target, String emoji, boolean remove)
    implements Command {
  public React {
    Check.userId(actorId);
    Check.length(emoji, EMOJI_MAX, "emoji");
  }
}

package io.viatra.chat.schemas.command;

import com.fasterxml.jackson.annotation.JsonTypeName;
import io.viatra.chat.schemas.Check;
import io.viatra.chat.schemas.conversation.MessageContent;
import io.viatra.chat.schemas.conversation.MessageRef;
import io.viatra.chat.schemas.conversation.Reaction;
import java.util.UUID;

/// Add to, or take from, the set (message, actor, emoji).
///
/// @param content the message as the issuer read it
/// @param emoji one grapheme cluster
@JsonTypeName("message.react")
public record React(
    UUID conversationId,
    String actorId,
    MessageRef target,
    MessageContent content,
    String emoji,
    boolean remove)
    implements Command {
  public React {
    Check.userId(actorId);
    Check.length(emoji, Reaction.EMOJI_MAX, "emoji");
  }
}

package io.viatra.chat.ingest.read;

import io.viatra.chat.schemas.conversation.MessageContent;
import io.viatra.chat.schemas.conversation.MessageRef;
import org.jspecify.annotations.Nullable;

/// A message that somebody acts on, with their standing where it is.
///
/// @param content null where it is deleted
public record Target(Membership me, MessageRef message, @Nullable MessageContent content) {
  public boolean isOwn() {
    return message.senderId().equals(me.userId());
  }
}

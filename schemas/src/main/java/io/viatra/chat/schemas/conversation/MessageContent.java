package io.viatra.chat.schemas.conversation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What a message says, beside the facts in [MessageRef].
///
/// A command that changes a message brings this along as its issuer read it, so that everybody can
/// be sent the whole message without anyone looking anything up. Only the body can change; where
/// the sequencer remembers an edit, its own body counts and this one does not.
public record MessageContent(
    MessageBody body,
    @Nullable UUID replyToId,
    @Nullable Attachment attachment,
    @Nullable JsonNode metadata) {

  public MessageContent saying(MessageBody other) {
    return new MessageContent(other, replyToId, attachment, metadata);
  }
}

package io.viatra.chat.schemas.command;

import com.fasterxml.jackson.annotation.JsonTypeName;
import com.fasterxml.jackson.databind.JsonNode;
import io.viatra.chat.schemas.Check;
import io.viatra.chat.schemas.conversation.Attachment;
import io.viatra.chat.schemas.conversation.MessageBody;
import io.viatra.chat.schemas.conversation.MessageType;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Say something. The outcome is [io.viatra.chat.schemas.event.MessageSent] with the next `seq`, or
/// *repeated* if (conversation, actor, clientMessageId) was seen within 72 h.
///
/// @param messageId [io.viatra.chat.schemas.conversation.MessageId#of] of the three
/// @param lastSeenSeq what the sender had on the screen: it counts as read up to there
@JsonTypeName("message.send")
public record SendMessage(
    UUID conversationId,
    String actorId,
    UUID messageId,
    String clientMessageId,
    MessageType messageType,
    MessageBody body,
    @Nullable UUID replyToId,
    @Nullable Attachment attachment,
    @Nullable JsonNode metadata,
    @Nullable Long lastSeenSeq)
    implements Command {
  public SendMessage {
    Check.userId(actorId);
    Check.length(clientMessageId, Check.ID_MAX, "clientMessageId");
    if (lastSeenSeq != null) {
      Check.notNegative(lastSeenSeq, "lastSeenSeq");
    }
  }
}

package io.viatra.chat.schemas.event;

import com.fasterxml.jackson.annotation.JsonTypeName;
import com.fasterxml.jackson.databind.JsonNode;
import io.viatra.chat.schemas.Check;
import io.viatra.chat.schemas.conversation.Attachment;
import io.viatra.chat.schemas.conversation.MessageBody;
import io.viatra.chat.schemas.conversation.MessageType;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The one event that takes a `seq`.
///
/// @param senderReadSeq the sender's read watermark, absolute, where sending raised it; the receipt
///   says the same in its own topic, here it shares the message's transaction in the read model
@JsonTypeName("message.sent")
public record MessageSent(
    UUID conversationId,
    long ver,
    Instant at,
    long seq,
    UUID messageId,
    String senderId,
    String clientMessageId,
    MessageType messageType,
    MessageBody body,
    @Nullable UUID replyToId,
    @Nullable Attachment attachment,
    @Nullable JsonNode metadata,
    @Nullable Long senderReadSeq)
    implements ConversationEvent {
  public MessageSent {
    Check.positive(ver, "ver");
    Check.positive(seq, "seq");
    Check.userId(senderId);
  }
}

package io.viatra.chat.edge;

import io.viatra.chat.schemas.conversation.MessageBody;
import io.viatra.chat.schemas.conversation.MessageId;
import io.viatra.chat.schemas.conversation.MessageType;
import io.viatra.chat.schemas.delivery.MessageDelivery;
import io.viatra.chat.schemas.event.MessageSent;
import io.viatra.chat.schemas.mailbox.ConversationState;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/// Records with defaults.
public final class Samples {
  public static final Instant AT = Instant.parse("2026-11-01T10:00:00Z");

  private Samples() {}

  public static MessageSent message(UUID conversationId, long ver, long seq, String senderId) {
    String clientMessageId = "c" + seq;
    return new MessageSent(
        conversationId,
        ver,
        AT,
        seq,
        MessageId.of(conversationId, senderId, clientMessageId),
        senderId,
        clientMessageId,
        MessageType.TEXT,
        new MessageBody.Plain("hello " + seq),
        null,
        null,
        null,
        null);
  }

  public static MessageDelivery delivery(MessageSent message, String... recipients) {
    return new MessageDelivery(message, List.of(recipients));
  }

  public static ConversationState state(UUID conversationId, long ver, long lastSeq) {
    return new ConversationState(conversationId, ver, lastSeq, 0, lastSeq, 0L, 1L);
  }
}

package io.viatra.chat.schemas.conversation;

import io.viatra.chat.schemas.Check;
import java.util.UUID;

/// How ids of messages come about.
public final class MessageId {
  private static final UUID MESSAGE = UUID.fromString("0c1f5f0e-7a4b-5d18-8a43-52f0b7e6d902");

  private MessageId() {}

  /// A message's id follows from what a client may repeat, so that a repeat is the same message on
  /// every edge, before anyone has looked anything up.
  public static UUID of(UUID conversationId, String senderId, String clientMessageId) {
    Check.userId(senderId);
    Check.length(clientMessageId, Check.ID_MAX, "clientMessageId");
    return ConversationId.named(
        MESSAGE, conversationId.toString() + '\0' + senderId + '\0' + clientMessageId);
  }
}

package io.viatra.chat.schemas.conversation;

import io.viatra.chat.schemas.Check;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The unchanging facts of a message, named by a command that acts on it.
///
/// The edge takes them from the read model, so that the sequencer need not remember every message
/// for ever; what it does remember (the newest 256 of a conversation) it holds against them.
public record MessageRef(
    UUID messageId,
    long seq,
    String senderId,
    MessageType messageType,
    @Nullable String clientMessageId,
    Instant createdAt) {
  public MessageRef {
    Check.positive(seq, "seq");
    Check.userId(senderId);
  }
}

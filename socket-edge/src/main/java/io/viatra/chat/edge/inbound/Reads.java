package io.viatra.chat.edge.inbound;

import io.viatra.chat.edge.session.Session;
import java.util.UUID;

/// The read model, asked in the user's own name.
public interface Reads {
  /// Where a conversation stands for the session's user. Waits, but not for long.
  Conversation conversation(Session session, UUID conversationId);

  /// Whether a message is one of that conversation, and the user's to see. Waits, but not for long.
  Message message(Session session, UUID conversationId, UUID messageId);

  /// What came of asking for a conversation.
  sealed interface Conversation {
    /// @param lastSeq its newest message
    /// @param readSeq how far the user has read
    record Found(long lastSeq, long readSeq) implements Conversation {}

    /// There is none that this user may see.
    record Absent() implements Conversation {}

    /// Nobody can say now.
    record Unreachable() implements Conversation {}
  }

  /// What came of asking for a message.
  enum Message {
    FOUND,
    ABSENT,
    UNREACHABLE
  }
}

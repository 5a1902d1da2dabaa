package io.viatra.chat.edge.inbound;

import io.viatra.chat.edge.session.Session;
import io.viatra.chat.schemas.conversation.MessageContent;
import io.viatra.chat.schemas.conversation.MessageRef;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The read model, asked in the user's own name.
public interface Reads {
  /// Where a conversation stands for the session's user. Waits, but not for long.
  Conversation conversation(Session session, UUID conversationId);

  /// A message of that conversation, if it is the user's to see. Waits, but not for long.
  Message message(Session session, UUID conversationId, UUID messageId);

  /// What came of asking for a conversation.
  sealed interface Conversation {
    /// @param ver up to which event the read model is
    /// @param lastSeq its newest message
    /// @param readSeq how far the user has read
    /// @param moderates whether the user may delete what others said
    record Found(long ver, long lastSeq, long readSeq, boolean moderates) implements Conversation {}

    /// There is none that this user may see.
    record Absent() implements Conversation {}

    /// Nobody can say now.
    record Unreachable() implements Conversation {}
  }

  /// What came of asking for a message.
  sealed interface Message {
    /// @param content null where it is deleted
    record Found(MessageRef ref, @Nullable MessageContent content) implements Message {}

    /// There is none that this user may see.
    record Absent() implements Message {}

    /// Nobody can say now.
    record Unreachable() implements Message {}
  }
}

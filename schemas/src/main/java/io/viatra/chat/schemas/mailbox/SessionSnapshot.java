package io.viatra.chat.schemas.mailbox;

import com.fasterxml.jackson.annotation.JsonTypeName;
import java.util.List;

/// The answer to a session's opening, and a barrier: what was routed before is in it, what comes
/// after follows it in the mailbox.
///
/// @param conversations every conversation of the user where there are fewer than
///   [#CONVERSATIONS_MAX], else as many of them
/// @param totalUnread without muted conversations
@JsonTypeName("mailbox.snapshot")
public record SessionSnapshot(
    int slot, String userId, String sid, List<ConversationState> conversations, long totalUnread)
    implements MailboxRecord {
  /// About 300 KB of JSON.
  public static final int CONVERSATIONS_MAX = 2_000;

  public SessionSnapshot {
    conversations = List.copyOf(conversations);
  }

  /// The same of fewer conversations; the total stays.
  public SessionSnapshot of(List<ConversationState> fewer) {
    return new SessionSnapshot(slot, userId, sid, fewer, totalUnread);
  }
}

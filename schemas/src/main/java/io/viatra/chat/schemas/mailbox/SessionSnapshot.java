package io.viatra.chat.schemas.mailbox;

import com.fasterxml.jackson.annotation.JsonTypeName;
import java.util.List;

/// The answer to a session's opening, and a barrier: what was routed before is in it, what comes
/// after follows it in the mailbox.
///
/// @param conversations every conversation of the user
/// @param totalUnread without muted conversations
@JsonTypeName("mailbox.snapshot")
public record SessionSnapshot(
    int slot, String userId, String sid, List<ConversationState> conversations, long totalUnread)
    implements MailboxRecord {
  public SessionSnapshot {
    conversations = List.copyOf(conversations);
  }
}

package io.viatra.chat.schemas.mailbox;

import com.fasterxml.jackson.annotation.JsonTypeName;
import io.viatra.chat.schemas.Check;

/// The user has opened more sockets, on all nodes together, than are delivered to: this one gets
/// nothing any more, and its node closes it.
@JsonTypeName("mailbox.displaced")
public record SessionDisplaced(int slot, String userId, String sid) implements MailboxRecord {
  public SessionDisplaced {
    Check.userId(userId);
    Check.length(sid, Check.ID_MAX, "sid");
  }
}

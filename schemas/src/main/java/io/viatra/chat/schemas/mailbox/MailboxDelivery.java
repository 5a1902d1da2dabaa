package io.viatra.chat.schemas.mailbox;

import com.fasterxml.jackson.annotation.JsonTypeName;
import io.viatra.chat.schemas.delivery.Delivery;
import java.util.List;

/// A delivery for some users who have sockets at this slot; the edge hands it to each of their
/// sockets.
///
/// @param unread what each recipient has unread after it, where the delivery changes that
@JsonTypeName("mailbox.delivery")
public record MailboxDelivery(
    int slot, List<String> userIds, Delivery delivery, List<UnreadChange> unread)
    implements MailboxRecord {
  public MailboxDelivery {
    userIds = List.copyOf(userIds);
    unread = List.copyOf(unread);
  }
}

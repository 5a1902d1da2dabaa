package io.viatra.chat.schemas.delivery;

import com.fasterxml.jackson.annotation.JsonTypeName;
import io.viatra.chat.schemas.conversation.MessageTicks;
import io.viatra.chat.schemas.event.MessageDeleted;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A message was deleted: unread falls, pending pushes lapse, devices blank it.
///
/// @param recipients every member in this partition who may see the message
/// @param ticks null in records written before they were counted
@JsonTypeName("delivery.tombstone")
public record TombstoneDelivery(
    MessageDeleted deleted, List<String> recipients, @Nullable MessageTicks ticks)
    implements NumberedDelivery {
  public TombstoneDelivery {
    recipients = List.copyOf(recipients);
  }
}

package io.viatra.chat.schemas.delivery;

import com.fasterxml.jackson.annotation.JsonTypeName;
import io.viatra.chat.schemas.event.MessageDeleted;
import java.util.List;

/// A message was deleted: unread falls, pending pushes lapse, devices blank it.
@JsonTypeName("delivery.tombstone")
public record TombstoneDelivery(MessageDeleted deleted, List<String> recipients)
    implements Delivery {
  public TombstoneDelivery {
    recipients = List.copyOf(recipients);
  }
}

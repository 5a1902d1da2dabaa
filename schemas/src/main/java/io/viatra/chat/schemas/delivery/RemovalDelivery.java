package io.viatra.chat.schemas.delivery;

import com.fasterxml.jackson.annotation.JsonTypeName;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/// The recipients are members no longer: rows go, open sockets learn it.
@JsonTypeName("delivery.removal")
public record RemovalDelivery(UUID conversationId, long ver, Instant at, List<String> recipients)
    implements Delivery {
  public RemovalDelivery {
    recipients = List.copyOf(recipients);
  }
}

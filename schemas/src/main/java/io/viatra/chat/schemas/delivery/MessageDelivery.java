package io.viatra.chat.schemas.delivery;

import com.fasterxml.jackson.annotation.JsonTypeName;
import io.viatra.chat.schemas.event.MessageSent;
import java.util.List;

/// A new message for some people of one user partition; the body stands in it once.
///
/// @param recipients every member in this partition, the sender among them
@JsonTypeName("delivery.message")
public record MessageDelivery(MessageSent message, List<String> recipients)
    implements NumberedDelivery {
  public MessageDelivery {
    recipients = List.copyOf(recipients);
  }
}

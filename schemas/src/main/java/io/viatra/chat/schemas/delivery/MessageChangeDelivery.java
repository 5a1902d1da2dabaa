package io.viatra.chat.schemas.delivery;

import com.fasterxml.jackson.annotation.JsonTypeName;
import io.viatra.chat.schemas.conversation.MessageState;
import java.util.List;

/// A message was edited, or a reaction came or went. It carries the whole message: whoever shows it
/// needs nothing else, and a missed change is mended by the next.
///
/// @param recipients every member in this partition who may see the message
@JsonTypeName("delivery.message-change")
public record MessageChangeDelivery(MessageState message, List<String> recipients)
    implements NumberedDelivery {
  public MessageChangeDelivery {
    recipients = List.copyOf(recipients);
  }
}

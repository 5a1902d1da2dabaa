package io.viatra.chat.schemas.delivery;

import com.fasterxml.jackson.annotation.JsonTypeName;
import java.util.List;

/// A conversation as it stands after an event that changed its frame (creation, members, roles,
/// name), or after one whose message the recipients may not see, so that they meet no hole. It
/// makes the recipients' inbox rows, so it comes before any message that they could count.
@JsonTypeName("delivery.conversation")
public record ConversationDelivery(ConversationSnapshot conversation, List<String> recipients)
    implements Delivery {
  public ConversationDelivery {
    recipients = List.copyOf(recipients);
  }
}

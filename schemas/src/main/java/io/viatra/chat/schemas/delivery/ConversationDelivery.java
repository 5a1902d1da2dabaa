package io.viatra.chat.schemas.delivery;

import com.fasterxml.jackson.annotation.JsonTypeName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A conversation as it stands after an event that changed its frame (creation, members, roles,
/// name), or after one whose message the recipients may not see, so that they meet no hole. It
/// makes the recipients' inbox rows, so it comes before any message that they could count.
///
/// @param crowd null where the conversation neither is above the fan-out limit nor was until now
@JsonTypeName("delivery.conversation")
public record ConversationDelivery(
    ConversationSnapshot conversation, List<String> recipients, @Nullable CrowdPhase crowd)
    implements NumberedDelivery {
  public ConversationDelivery {
    recipients = List.copyOf(recipients);
  }

  public ConversationDelivery(ConversationSnapshot conversation, List<String> recipients) {
    this(conversation, recipients, null);
  }
}

package io.viatra.chat.schemas.delivery;

import com.fasterxml.jackson.annotation.JsonSubTypes;

/// What took a `ver` and is shown to everybody who may see it. So it may also stand in a
/// [CrowdRecord], where it lists no recipients.
@JsonSubTypes({
  @JsonSubTypes.Type(MessageDelivery.class),
  @JsonSubTypes.Type(MessageChangeDelivery.class),
  @JsonSubTypes.Type(TombstoneDelivery.class),
  @JsonSubTypes.Type(ConversationDelivery.class)
})
public sealed interface NumberedDelivery extends Delivery
    permits MessageDelivery, MessageChangeDelivery, TombstoneDelivery, ConversationDelivery {}

package io.viatra.chat.schemas.delivery;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/// What people are to see now, in `chat.deliveries.v1`: one record for each user partition touched,
/// at the partition `Partitions.of(user)`. Live delivery and pushes hang off these and never off
/// events, so replaying events notifies nobody.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(MessageDelivery.class),
  @JsonSubTypes.Type(MessageChangeDelivery.class),
  @JsonSubTypes.Type(TombstoneDelivery.class),
  @JsonSubTypes.Type(ConversationDelivery.class),
  @JsonSubTypes.Type(SettingsDelivery.class),
  @JsonSubTypes.Type(RemovalDelivery.class),
  @JsonSubTypes.Type(HeadDelivery.class),
  @JsonSubTypes.Type(ReceiptDelivery.class),
  @JsonSubTypes.Type(RejectionDelivery.class)
})
public sealed interface Delivery
    permits NumberedDelivery,
        SettingsDelivery,
        RemovalDelivery,
        HeadDelivery,
        ReceiptDelivery,
        RejectionDelivery {}

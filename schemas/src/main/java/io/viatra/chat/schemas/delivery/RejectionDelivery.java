package io.viatra.chat.schemas.delivery;

import com.fasterxml.jackson.annotation.JsonTypeName;
import io.viatra.chat.schemas.event.CommandRejected;

/// What was acked and then refused goes back to its author.
@JsonTypeName("delivery.rejection")
public record RejectionDelivery(CommandRejected rejection) implements Delivery {}

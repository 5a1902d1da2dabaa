package io.viatra.chat.schemas.mailbox;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/// What the router puts into an edge node's mailbox: `edge.mailbox.v1`, the partition is the slot.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(MailboxDelivery.class),
  @JsonSubTypes.Type(SessionSnapshot.class),
  @JsonSubTypes.Type(SessionDisplaced.class)
})
public sealed interface MailboxRecord permits MailboxDelivery, SessionSnapshot, SessionDisplaced {
  int slot();
}

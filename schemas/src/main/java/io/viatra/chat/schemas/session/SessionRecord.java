package io.viatra.chat.schemas.session;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/// Sockets as the router sees them: `edge.sessions.v1`, keyed by user, so that one task handles a
/// user's sessions and deliveries in one order.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({@JsonSubTypes.Type(SessionOpened.class), @JsonSubTypes.Type(SessionClosed.class)})
public sealed interface SessionRecord permits SessionOpened, SessionClosed {
  String userId();

  String sid();

  String node();

  int slot();

  long epoch();
}

package io.viatra.chat.schemas.push;

import com.fasterxml.jackson.annotation.JsonProperty;

/// Why the router decided that a push is due.
public enum PushReason {
  /// No socket of the user was there.
  @JsonProperty("offline")
  OFFLINE,
  /// A socket was there, and said nothing of having it for 10 s.
  @JsonProperty("undelivered")
  UNDELIVERED
}

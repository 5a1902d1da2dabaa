package io.viatra.chat.schemas.conversation;

import com.fasterxml.jackson.annotation.JsonProperty;

/// What a message carries. `SYSTEM` is written by the server alone; a client that asks for it is
/// refused.
public enum MessageType {
  @JsonProperty("text")
  TEXT,
  @JsonProperty("image")
  IMAGE,
  @JsonProperty("file")
  FILE,
  @JsonProperty("audio")
  AUDIO,
  @JsonProperty("system")
  SYSTEM;

  /// Whether it raises unread counts. System notices inform and never nag.
  public boolean countable() {
    return this != SYSTEM;
  }
}

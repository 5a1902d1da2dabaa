package io.viatra.chat.schemas.conversation;

import com.fasterxml.jackson.annotation.JsonProperty;

/// A member's standing in a conversation.
public enum Role {
  @JsonProperty("owner")
  OWNER,
  @JsonProperty("admin")
  ADMIN,
  @JsonProperty("member")
  MEMBER;

  /// Owners and admins may remove messages and members of others.
  public boolean moderates() {
    return this != MEMBER;
  }
}

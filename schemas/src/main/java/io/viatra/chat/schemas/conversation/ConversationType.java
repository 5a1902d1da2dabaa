package io.viatra.chat.schemas.conversation;

import com.fasterxml.jackson.annotation.JsonProperty;

/// What kind of conversation it is; decides who may join and leave (contract.md, Rights).
public enum ConversationType {
  /// Exactly two people, for ever; its id follows from them ([ConversationId#direct]).
  @JsonProperty("direct")
  DIRECT,
  /// Up to 256 members.
  @JsonProperty("group")
  GROUP,
  /// Up to 100,000 members; above the fan-out limit it is served by the crowd topic.
  @JsonProperty("channel")
  CHANNEL
}

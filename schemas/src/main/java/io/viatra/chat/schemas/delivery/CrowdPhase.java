package io.viatra.chat.schemas.delivery;

import com.fasterxml.jackson.annotation.JsonProperty;

/// Where a conversation stands to the fan-out limit, as of a frame.
public enum CrowdPhase {
  /// It is above: what happened before and happens next lies in `chat.crowd.v1`, and nobody is told
  /// a count.
  @JsonProperty("ongoing")
  ONGOING,
  /// It has just come down: what happened before lies in `chat.crowd.v1`, and each recipient's
  /// count is told anew.
  @JsonProperty("ended")
  ENDED
}

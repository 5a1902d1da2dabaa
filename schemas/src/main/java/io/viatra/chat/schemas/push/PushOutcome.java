package io.viatra.chat.schemas.push;

import com.fasterxml.jackson.annotation.JsonProperty;

/// What became of one push to one device.
public enum PushOutcome {
  @JsonProperty("accepted")
  ACCEPTED,
  /// The token is dead and was removed.
  @JsonProperty("unregistered")
  UNREGISTERED,
  /// It will be tried again.
  @JsonProperty("retrying")
  RETRYING,
  /// Refused for good.
  @JsonProperty("rejected")
  REJECTED,
  /// Not sent: nothing to send it to, a duplicate, or too late.
  @JsonProperty("suppressed")
  SUPPRESSED
}

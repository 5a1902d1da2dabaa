package io.viatra.chat.schemas.device;

import com.fasterxml.jackson.annotation.JsonProperty;

/// Where an app runs; shapes the push.
public enum Platform {
  @JsonProperty("android")
  ANDROID,
  @JsonProperty("ios")
  IOS,
  @JsonProperty("web")
  WEB,
  @JsonProperty("unknown")
  UNKNOWN
}

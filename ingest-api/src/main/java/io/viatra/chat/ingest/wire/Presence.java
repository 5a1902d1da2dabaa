package io.viatra.chat.ingest.wire;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How it stands with somebody.
///
/// @param lastSeenAt the last sign of life, of somebody online too; null of somebody who was never
///   there, or not for a month
public record Presence(String userId, Status status, @Nullable Instant lastSeenAt) {
  /// Whether somebody is there.
  public enum Status {
    @JsonProperty("online")
    ONLINE,
    @JsonProperty("offline")
    OFFLINE,
    /// Nobody can say now.
    @JsonProperty("unknown")
    UNKNOWN
  }
}

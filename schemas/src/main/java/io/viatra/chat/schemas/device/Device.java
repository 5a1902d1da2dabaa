package io.viatra.chat.schemas.device;

import io.viatra.chat.schemas.Check;
import java.time.Instant;

/// A device that can be woken: the value of `user.devices.v1`, compacted by (user, device); a null
/// value removes it. A token belongs to one (user, device).
public record Device(
    String userId, String deviceId, String token, Platform platform, Instant registeredAt) {
  private static final int TOKEN_MAX = 4_096;

  public Device {
    Check.userId(userId);
    Check.length(deviceId, Check.ID_MAX, "deviceId");
    Check.length(token, TOKEN_MAX, "token");
  }

  /// The record key; partitioned by the user alone, see `Partitions`.
  public static String key(String userId, String deviceId) {
    return userId + "|" + deviceId;
  }

  /// A token is a credential: it is never printed.
  @Override
  public String toString() {
    return "Device[" + userId + ", " + deviceId + ", " + platform + "]";
  }
}

package io.viatra.chat.edge.presence;

import io.viatra.chat.runtime.config.Env;
import java.time.Duration;

/// How long somebody counts as being there.
///
/// @param lease how long a device is there without being heard of
/// @param heartbeat how often this node renews the leases of its devices
/// @param grace how long after the end of the last lease somebody is still shown as online
public record PresenceSettings(Duration lease, Duration heartbeat, Duration grace) {
  /// promises.md, Semantics.
  public static final PresenceSettings DEFAULTS =
      new PresenceSettings(Duration.ofSeconds(60), Duration.ofSeconds(20), Duration.ofSeconds(15));

  /// Reads `CHAT_PRESENCE_LEASE`, `_HEARTBEAT` and `_GRACE`.
  public static PresenceSettings from(Env env) {
    var settings =
        new PresenceSettings(
            env.duration(
                "CHAT_PRESENCE_LEASE",
                DEFAULTS.lease,
                "how long a device counts as connected without being heard of"),
            env.duration(
                "CHAT_PRESENCE_HEARTBEAT",
                DEFAULTS.heartbeat,
                "how often leases are renewed; at most half of the lease"),
            env.duration(
                "CHAT_PRESENCE_GRACE",
                DEFAULTS.grace,
                "how long somebody who left is still shown as online"));
    if (settings.heartbeat.isZero()
        || settings.heartbeat.multipliedBy(2).compareTo(settings.lease) > 0) {
      env.problem("CHAT_PRESENCE_HEARTBEAT", "must be above zero and at most half of the lease");
    }
    return settings;
  }

  /// From the last sign of life to the moment at which others see somebody as offline.
  Duration shown() {
    return lease.plus(grace);
  }
}

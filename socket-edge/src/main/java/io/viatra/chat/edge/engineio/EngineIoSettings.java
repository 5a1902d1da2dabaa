package io.viatra.chat.edge.engineio;

import java.time.Duration;
import java.util.Set;

/// The knobs of the session layer.
///
/// @param pingInterval time between two pings of the server. Lower notices dead peers sooner and
///   wakes every idle phone more often. Told to the client, which expects a ping within
///   `pingInterval + pingTimeout`.
/// @param pingTimeout time for the pong
/// @param maxPayloadBytes largest message or POST body taken from a client; told to the client
/// @param corsOrigins origins of browsers that may connect; `*` allows any, an empty set allows the
///   server's own origin alone. Requests without an Origin header (apps) always pass.
public record EngineIoSettings(
    Duration pingInterval,
    Duration pingTimeout,
    int maxPayloadBytes,
    Set<String> corsOrigins,
    InLimits in,
    OutLimits out) {

  /// 25 s, 20 s and 64 KiB; no foreign origin.
  public static final EngineIoSettings DEFAULTS =
      new EngineIoSettings(
          Duration.ofSeconds(25),
          Duration.ofSeconds(20),
          64 * 1024,
          Set.of(),
          InLimits.DEFAULTS,
          OutLimits.DEFAULTS);

  public EngineIoSettings {
    Positive.require(pingInterval, "pingInterval");
    Positive.require(pingTimeout, "pingTimeout");
    if (maxPayloadBytes < 1 || maxPayloadBytes > 1 << 28) {
      throw new IllegalArgumentException("maxPayloadBytes must be in 1..2^28");
    }
    corsOrigins = Set.copyOf(corsOrigins);
  }

  public EngineIoSettings withHeartbeat(Duration interval, Duration timeout) {
    return new EngineIoSettings(interval, timeout, maxPayloadBytes, corsOrigins, in, out);
  }

  public EngineIoSettings withMaxPayloadBytes(int bytes) {
    return new EngineIoSettings(pingInterval, pingTimeout, bytes, corsOrigins, in, out);
  }

  public EngineIoSettings withCorsOrigins(Set<String> origins) {
    return new EngineIoSettings(pingInterval, pingTimeout, maxPayloadBytes, origins, in, out);
  }

  public EngineIoSettings withIn(InLimits limits) {
    return new EngineIoSettings(
        pingInterval, pingTimeout, maxPayloadBytes, corsOrigins, limits, out);
  }

  public EngineIoSettings withOut(OutLimits limits) {
    return new EngineIoSettings(
        pingInterval, pingTimeout, maxPayloadBytes, corsOrigins, in, limits);
  }
}

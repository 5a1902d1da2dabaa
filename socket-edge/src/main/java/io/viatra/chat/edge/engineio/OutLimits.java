package io.viatra.chat.edge.engineio;

import java.time.Duration;

/// How much unsent data one client may make the server keep.
///
/// @param softBytes above this, volatile messages are dropped and counted
/// @param hardBytes above this, the connection is dropped without a Close frame
/// @param stall unsent data and no byte taken by the peer for this long: dropped as well
public record OutLimits(int softBytes, int hardBytes, Duration stall) {
  public static final OutLimits DEFAULTS =
      new OutLimits(64 * 1024, 1024 * 1024, Duration.ofSeconds(10));

  public OutLimits {
    EngineIoSettings.requirePositive(stall, "stall");
    if (softBytes < 1 || hardBytes < softBytes) {
      throw new IllegalArgumentException("need 0 < softBytes <= hardBytes");
    }
  }
}

package io.viatra.chat.edge.engineio;

import java.time.Duration;

/// How much unsent data clients may make the server keep.
///
/// @param softBytes above this, volatile messages are dropped and counted
/// @param hardBytes above this, the connection is dropped without a Close frame
/// @param stall unsent data and no byte taken by the peer for this long: dropped as well
/// @param allBytes over all clients of the server; above this, whoever has more than `softBytes`
///   and refused all for a second is dropped; above one and a half times this, whoever has so much
///   and refuses; above twice this, everyone with more than `softBytes`
public record OutLimits(int softBytes, int hardBytes, Duration stall, long allBytes) {
  /// A quarter of the heap, so that a crowd of slow clients can't starve those who read.
  private static final long QUARTER_OF_HEAP = Runtime.getRuntime().maxMemory() / 4;

  public static final OutLimits DEFAULTS =
      new OutLimits(64 * 1024, 1024 * 1024, Duration.ofSeconds(10));

  public OutLimits {
    Positive.require(stall, "stall");
    if (softBytes < 1 || hardBytes < softBytes || allBytes < softBytes) {
      throw new IllegalArgumentException("need 0 < softBytes <= hardBytes, softBytes <= allBytes");
    }
  }

  /// With a quarter of the heap for all clients.
  public OutLimits(int softBytes, int hardBytes, Duration stall) {
    this(softBytes, hardBytes, stall, Math.max(softBytes, QUARTER_OF_HEAP));
  }
}

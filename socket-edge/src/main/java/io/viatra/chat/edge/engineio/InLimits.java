package io.viatra.chat.edge.engineio;

import java.time.Duration;

/// What one client may make the server hold or do on the way in.
///
/// @param receiveDeadline from the first byte of a message to its last, fragments included; a
///   connection that stops halfway is dropped then. Also the time a WebSocket has to prove itself
///   as an upgrade.
/// @param pendingMax messages that wait for their handler or for their answer; at this number the
///   transport stops reading, so the client's own TCP window fills
/// @param controlFramesMax WebSocket pings and pongs in ten seconds, beyond which the connection
///   ends
public record InLimits(Duration receiveDeadline, int pendingMax, int controlFramesMax) {
  /// Eight seconds, so that with timer and scheduling delays a silent half frame is gone within
  /// ten.
  public static final InLimits DEFAULTS = new InLimits(Duration.ofSeconds(8), 64, 50);

  public InLimits {
    Positive.require(receiveDeadline, "receiveDeadline");
    if (pendingMax < 1 || controlFramesMax < 1) {
      throw new IllegalArgumentException("pendingMax and controlFramesMax must be positive");
    }
  }
}

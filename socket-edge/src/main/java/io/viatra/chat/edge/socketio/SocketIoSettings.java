package io.viatra.chat.edge.socketio;

import io.viatra.chat.edge.engineio.EngineIoSettings;
import java.time.Duration;

/// The knobs of the Socket.IO layer.
///
/// @param engine those of the sessions below
/// @param connectDeadline from the session's opening (or its last namespace's leaving) to the next
///   accepted CONNECT; a session without a namespace ends then. Also what a [Connector] may take.
/// @param depthMax nesting of one argument of an event
/// @param objectKeysMax keys of one JSON object
public record SocketIoSettings(
    EngineIoSettings engine, Duration connectDeadline, int depthMax, int objectKeysMax) {
  public static final SocketIoSettings DEFAULTS =
      new SocketIoSettings(EngineIoSettings.DEFAULTS, Duration.ofSeconds(10), 16, 1_000);

  public SocketIoSettings {
    if (connectDeadline.isZero() || connectDeadline.isNegative()) {
      throw new IllegalArgumentException("connectDeadline must be positive");
    }
    if (depthMax < 1 || objectKeysMax < 1) {
      throw new IllegalArgumentException("depthMax and objectKeysMax must be positive");
    }
  }

  public SocketIoSettings withEngine(EngineIoSettings settings) {
    return new SocketIoSettings(settings, connectDeadline, depthMax, objectKeysMax);
  }

  public SocketIoSettings withConnectDeadline(Duration deadline) {
    return new SocketIoSettings(engine, deadline, depthMax, objectKeysMax);
  }
}

package io.viatra.chat.edge.engineio;

/// Why a session, or a socket on it, ended. Also the label of the metric, so the set stays small.
public enum CloseReason {
  /// The client said so: an Engine.IO close packet or a WebSocket Close frame.
  CLIENT_CLOSED(FrameReader.CLOSE_NORMAL),
  /// The layer above left its namespace at the client's wish; the session itself may live on.
  CLIENT_LEFT(FrameReader.CLOSE_NORMAL),
  /// TCP ended without a word.
  CLIENT_GONE(CloseReason.NO_FRAME),
  /// No pong within the time-out.
  PING_TIMEOUT(CloseReason.NO_FRAME),
  /// A packet, frame or payload that the protocol does not allow.
  PROTOCOL_ERROR(FrameReader.CLOSE_POLICY),
  /// Two polls or two posts at once.
  OVERLAP(FrameReader.CLOSE_POLICY),
  /// A message beyond `maxPayload`.
  TOO_LARGE(FrameReader.CLOSE_TOO_LARGE),
  /// A frame or message that was begun and not finished in time.
  HALF_FRAME(CloseReason.NO_FRAME),
  /// More WebSocket control frames than any client needs.
  PING_FLOOD(FrameReader.CLOSE_POLICY),
  /// More unsent bytes than the limit, or no progress for too long.
  SLOW_CONSUMER(CloseReason.NO_FRAME),
  /// The layer above did not get its hello in time.
  NO_CONNECT(FrameReader.CLOSE_POLICY),
  /// The layer above threw; a bug of ours, never the client's fault.
  HANDLER_FAILED(FrameReader.CLOSE_INTERNAL),
  /// Closed politely by the layer above.
  SERVER_CLOSED(FrameReader.CLOSE_NORMAL),
  /// The layer above told the client to leave its namespace.
  SERVER_LEFT(FrameReader.CLOSE_NORMAL),
  /// TCP dropped by the layer above, as in a shutdown.
  SERVER_DROPPED(CloseReason.NO_FRAME);

  /// Some clients (OkHttp) take a Close frame for the last thing to happen and then wait for their
  /// own heartbeat to expire, so whoever shall reconnect at once gets no frame at all.
  static final int NO_FRAME = -1;

  private final int frameCode;

  CloseReason(int frameCode) {
    this.frameCode = frameCode;
  }

  /// The status of the WebSocket Close frame, or [#NO_FRAME] where TCP is simply dropped.
  int frameCode() {
    return frameCode;
  }
}

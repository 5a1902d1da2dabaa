package io.viatra.chat.edge.socketio;

import java.util.concurrent.CompletionStage;

/// Decides who may join a namespace.
@FunctionalInterface
public interface Connector {
  /// Called on the session's virtual thread, so it may block or answer later. While it decides, no
  /// other packet of the session is looked at. No answer within the connect deadline, a failed
  /// stage or an exception ends the session, which makes the client try again.
  CompletionStage<ConnectDecision> onConnect(Handshake handshake);
}

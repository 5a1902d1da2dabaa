package io.viatra.chat.edge.socketio;

import io.viatra.chat.edge.engineio.CloseReason;

/// Hears one socket. Calls come one at a time and in order, on a virtual thread; they may block,
/// and the events behind them wait. An exception is a bug: it ends the session
/// ([CloseReason#HANDLER_FAILED]).
public interface SocketHandler {
  /// An event. Its place among the socket's pending ones is free again when this has returned and,
  /// if the client asked for an ack, that ack has been given: so an ack that never comes is a leak,
  /// and after [io.viatra.chat.edge.engineio.InLimits#pendingMax] of them nothing more is read.
  void onEvent(Event event);

  /// The last call, made exactly once. What is emitted now goes nowhere.
  void onDisconnect(CloseReason reason);
}

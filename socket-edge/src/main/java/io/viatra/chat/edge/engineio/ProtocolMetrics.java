package io.viatra.chat.edge.engineio;

/// Where the protocol layers count; the port keeps them free of any metrics library. Called by I/O
/// threads and virtual threads alike: implementations must be cheap, thread-safe and must not
/// block.
public interface ProtocolMetrics {
  /// Counts nothing.
  ProtocolMetrics NONE = new ProtocolMetrics() {};

  default void sessionOpened() {}

  /// Also the only place where slow consumers and floods show: by their reason.
  default void sessionClosed(CloseReason reason) {}

  /// A handshake that was refused, by the Engine.IO error code.
  default void handshakeRefused(int code) {}

  default void messageReceived(int bytes) {}

  default void messageSent(int bytes) {}

  /// A volatile message that was not sent because the socket is over its soft limit.
  default void volatileDropped() {}

  /// A socket reached its bound of unanswered messages, and its connection is no longer read.
  default void receivesSuspended() {}

  /// An exception of the layer above: a bug. The message may hold content; log the type alone.
  default void handlerFailed(Throwable failure) {}
}

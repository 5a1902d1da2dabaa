package io.viatra.chat.edge.engineio;

/// What the layer above offers: a listener for each new session.
@FunctionalInterface
public interface EngineIoAcceptor {
  /// Called on an I/O thread before the client has heard anything, so it must not block. The socket
  /// may be used at once; what is sent on it follows the `OPEN` packet.
  EngineIoListener accept(EngineIoSocket socket);
}

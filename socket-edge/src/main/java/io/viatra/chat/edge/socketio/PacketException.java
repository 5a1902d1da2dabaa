package io.viatra.chat.edge.socketio;

/// A packet that the protocol does not allow. Says nothing about the input and has no stack trace:
/// hostile clients cause it.
final class PacketException extends Exception {
  PacketException() {
    super(null, null, false, false);
  }
}

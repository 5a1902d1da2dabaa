package io.viatra.chat.edge.socketio;

/// Makes the handler of a socket that was let in.
@FunctionalInterface
public interface SocketOpening {
  /// Called on the session's virtual thread after the client's sid went out: what is emitted here
  /// comes right behind it. The first event of the client comes after this returns.
  SocketHandler open(Socket socket);
}

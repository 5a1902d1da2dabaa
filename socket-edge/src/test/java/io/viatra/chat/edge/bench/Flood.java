package io.viatra.chat.edge.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.viatra.chat.edge.socketio.EncodedEvent;
import io.viatra.chat.edge.socketio.Socket;
import java.util.Collection;
import java.util.concurrent.locks.LockSupport;

/// A stream of large events at an even pace, each encoded for each socket: what is kept for a
/// socket that does not read is kept for it alone.
final class Flood {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final Collection<Socket> sockets;

  Flood(Collection<Socket> sockets) {
    this.sockets = sockets;
  }

  /// @return the most bytes that were unsent at a time, over all sockets
  long run(int events, int perSecond, int bytes) {
    JsonNode filler = JSON.textNode("x".repeat(bytes));
    long begun = System.nanoTime();
    long unsentMax = 0;
    for (int i = 0; i < events; i++) {
      long due = begun + i * 1_000_000_000L / perSecond;
      while (due - System.nanoTime() > 0) {
        LockSupport.parkNanos(due - System.nanoTime());
      }
      // From when it was due, so that a stall of ours counts too.
      JsonNode at = JSON.numberNode(due);
      JsonNode number = JSON.numberNode(i);
      long unsent = 0;
      for (Socket socket : sockets) {
        socket.emit(EncodedEvent.of("e", at, number, filler));
        unsent += socket.pendingBytes();
      }
      unsentMax = Math.max(unsentMax, unsent);
    }
    return unsentMax;
  }
}

package io.viatra.chat.edge;

import io.viatra.chat.edge.session.ChatConnector;
import io.viatra.chat.edge.socketio.SocketIoServer;

/// The first step of a shutdown: nobody new, the router told, then every TCP connection dropped,
/// for which the official clients come back at once, elsewhere.
record Farewell(SocketIoServer sockets, ChatConnector connector) implements AutoCloseable {
  @Override
  public void close() {
    sockets.refuseNew();
    connector.closeAll();
    sockets.close();
  }
}

package io.viatra.chat.edge.socketio;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.viatra.chat.edge.engineio.EngineIoServer;
import io.viatra.chat.edge.engineio.ProtocolMetrics;
import java.util.Map;

/// The Socket.IO endpoint: an Undertow handler to be mounted at `/socket.io/`.
///
/// The order of a shutdown: [#refuseNew], then whatever the application has to finish, then
/// [#close], which drops TCP without a Close frame so that every client library reconnects
/// elsewhere at once.
public final class SocketIoServer implements HttpHandler, AutoCloseable {
  private final EngineIoServer engine;

  /// @param namespaces who decides on joining, by name; names begin with `/`
  public SocketIoServer(
      SocketIoSettings settings, Map<String, Connector> namespaces, ProtocolMetrics metrics) {
    if (namespaces.isEmpty() || namespaces.keySet().stream().anyMatch(n -> !n.startsWith("/"))) {
      throw new IllegalArgumentException("need at least one namespace, each beginning with /");
    }
    ConnectionRules rules =
        new ConnectionRules(
            Map.copyOf(namespaces),
            settings.connectDeadline(),
            new StrictJson(settings.depthMax(), settings.objectKeysMax()),
            new SocketIds(),
            metrics);
    engine =
        new EngineIoServer(settings.engine(), session -> new Connection(session, rules), metrics);
  }

  @Override
  public void handleRequest(HttpServerExchange exchange) {
    engine.handleRequest(exchange);
  }

  public int openSessions() {
    return engine.openSessions();
  }

  /// Bytes that clients have not taken yet, over all sessions.
  public long unsentBytes() {
    return engine.unsentBytes();
  }

  /// From now on handshakes are answered 503; open sessions go on.
  public void refuseNew() {
    engine.refuseNew();
  }

  /// Drops every session and waits up to five seconds for the handlers' onDisconnect.
  @Override
  public void close() {
    engine.close();
  }
}

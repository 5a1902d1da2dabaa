package io.viatra.chat.edge.socketio;

import com.fasterxml.jackson.databind.JsonNode;
import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.server.handlers.PathHandler;
import io.viatra.chat.edge.engineio.CloseReason;
import io.viatra.chat.edge.engineio.EncodedMessage;
import io.viatra.chat.edge.engineio.EngineIoListener;
import io.viatra.chat.edge.engineio.EngineIoServer;
import io.viatra.chat.edge.engineio.EngineIoSettings;
import io.viatra.chat.edge.engineio.EngineIoSocket;
import io.viatra.chat.edge.engineio.ProtocolMetrics;
import io.viatra.chat.edge.engineio.RawHttp;
import io.viatra.chat.edge.engineio.RawPolling;
import io.viatra.chat.edge.engineio.RawWebSocket;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/// The fixture that the official Engine.IO and Socket.IO suites expect, and most tests here: raw
/// echo at `/engine.io/`, and at `/socket.io/` the namespaces `/` and `/custom`, which greet with
/// `auth`, answer `message` with `message-back` and ack `message-with-ack`, each with the same
/// arguments.
public final class ProtocolEchoServer implements AutoCloseable {
  /// What the suites expect.
  public static final SocketIoSettings SUITE =
      SocketIoSettings.DEFAULTS
          .withEngine(
              EngineIoSettings.DEFAULTS
                  .withHeartbeat(Duration.ofMillis(300), Duration.ofMillis(200))
                  .withMaxPayloadBytes(1_000_000)
                  .withCorsOrigins(Set.of("*")))
          .withConnectDeadline(Duration.ofSeconds(1));

  private static final int WARM_UP_ROUNDS = 20;

  private final EngineIoServer raw;
  private final SocketIoServer sockets;
  private final Undertow undertow;

  private ProtocolEchoServer(
      int port, int ioThreads, SocketIoSettings settings, ProtocolMetrics metrics) {
    raw = new EngineIoServer(settings.engine(), RawEcho::new, metrics);
    Connector echo = handshake -> ConnectDecision.accept(socket -> greet(socket, handshake));
    sockets = new SocketIoServer(settings, Map.of("/", echo, "/custom", echo), metrics);
    undertow =
        Undertow.builder()
            .addHttpListener(port, "127.0.0.1")
            .setIoThreads(ioThreads)
            .setServerOption(UndertowOptions.MAX_HEADER_SIZE, 16 * 1024)
            .setHandler(
                new PathHandler()
                    .addPrefixPath("/engine.io", raw)
                    .addPrefixPath("/socket.io", sockets))
            .build();
    undertow.start();
  }

  /// Starts at a port, 0 for any free one.
  public static ProtocolEchoServer start(
      int port, SocketIoSettings settings, ProtocolMetrics metrics) {
    return new ProtocolEchoServer(port, 2, settings, metrics);
  }

  public static ProtocolEchoServer start(SocketIoSettings settings) {
    return start(0, settings, ProtocolMetrics.NONE);
  }

  /// Runs until killed, at the port given as the only argument or at 3000.
  ///
  /// On one I/O thread: the suites send requests on two connections at once and take it for granted
  /// that they are handled in that order, as the reference server's single thread does.
  public static void main(String[] args) throws IOException {
    warmUp();
    int port = args.length == 0 ? 3000 : Integer.parseInt(args[0]);
    ProtocolEchoServer server = new ProtocolEchoServer(port, 1, SUITE, ProtocolMetrics.NONE);
    Runtime.getRuntime().addShutdownHook(new Thread(server::close));
    System.out.println("echoing at http://127.0.0.1:" + server.port());
  }

  /// Walks the paths on a server of its own, before anybody is told of the real one: cases of the
  /// suites give 5 ms for one thing and 200 ms for another, and cold code needs more.
  private static void warmUp() throws IOException {
    SocketIoSettings patient =
        SUITE.withEngine(
            SUITE.engine().withHeartbeat(Duration.ofSeconds(60), Duration.ofSeconds(60)));
    try (ProtocolEchoServer server = start(patient)) {
      for (int i = 0; i < WARM_UP_ROUNDS; i++) {
        RawPolling polling = RawPolling.open(server.port());
        polling.post("4text\u001ebAQIDBA==");
        polling.polled();
        try (RawHttp poll = polling.poll();
            RawWebSocket socket = polling.upgrade()) {
          socket.text("2probe");
          poll.answer();
          socket.text("5");
        }
        RawPolling.open(server.port()).post("no packet");
        RawPolling.open(server.port()).poll().close();
        try (RawWebSocket socket = RawWebSocket.joined(server.port())) {
          socket.text("421[\"message-with-ack\",{\"a\":1}]");
          socket.message();
          socket.text("no packet");
          socket.closeCode();
        }
      }
    }
  }

  public int port() {
    return ((InetSocketAddress) undertow.getListenerInfo().getFirst().getAddress()).getPort();
  }

  public int openSessions() {
    return raw.openSessions() + sockets.openSessions();
  }

  @Override
  public void close() {
    raw.close();
    sockets.close();
    undertow.stop();
  }

  private static SocketHandler greet(Socket socket, Handshake handshake) {
    socket.emit("auth", handshake.auth());
    return new SocketHandler() {
      @Override
      public void onEvent(Event event) {
        JsonNode[] args = event.args().toArray(JsonNode[]::new);
        switch (event.name()) {
          case "message" -> socket.emit("message-back", args);
          case "message-with-ack" -> event.ack().reply(args);
          default -> {}
        }
      }

      @Override
      public void onDisconnect(CloseReason reason) {}
    };
  }

  private record RawEcho(EngineIoSocket socket) implements EngineIoListener {
    @Override
    public void onText(String text) {
      socket.send(EncodedMessage.text(text));
    }

    @Override
    public void onBinary(byte[] data) {
      socket.send(EncodedMessage.binary(data));
    }

    @Override
    public void onClose(CloseReason reason) {}
  }
}

package io.viatra.chat.edge.socketio;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.viatra.chat.edge.engineio.CloseReason;
import io.viatra.chat.edge.engineio.EngineIoSettings;
import io.viatra.chat.edge.engineio.LocalHttp;
import io.viatra.chat.edge.engineio.ProtocolMetrics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// A server for official clients: it echoes like [ProtocolEchoServer], drops or dismisses who asks
/// for it, asks a question of its own, and lets nobody into `/guarded`.
final class ClientScenario implements AutoCloseable {
  private final SocketIoServer server;
  private final LocalHttp http;

  /// Reasons of the sockets that ended, and the answers to our own questions.
  private final BlockingQueue<CloseReason> ended = new LinkedBlockingQueue<>();

  private final BlockingQueue<List<JsonNode>> answers = new LinkedBlockingQueue<>();

  ClientScenario() {
    Connector echo =
        handshake ->
            ConnectDecision.accept(socket -> {
              socket.emit("auth", handshake.auth());
              return new Echo(socket);
            });
    Connector guard =
        handshake ->
            ConnectDecision.refuse(
                "UNAUTHENTICATED",
                JsonNodeFactory.instance.objectNode().put("code", "UNAUTHENTICATED"));
    SocketIoSettings settings =
        SocketIoSettings.DEFAULTS.withEngine(
            EngineIoSettings.DEFAULTS.withHeartbeat(Duration.ofSeconds(2), Duration.ofSeconds(2)));
    server =
        new SocketIoServer(
            settings, Map.of("/", echo, "/custom", echo, "/guarded", guard), ProtocolMetrics.NONE);
    http = LocalHttp.serve(server);
  }

  String url() {
    return "http://127.0.0.1:" + http.port();
  }

  CloseReason nextEnd() throws InterruptedException {
    return ended.poll(15, TimeUnit.SECONDS);
  }

  List<JsonNode> nextAnswer() throws InterruptedException {
    List<JsonNode> answer = answers.poll(15, TimeUnit.SECONDS);
    return answer == null ? List.of() : answer;
  }

  @Override
  public void close() {
    server.close();
    http.close();
  }

  private final class Echo implements SocketHandler {
    private final Socket socket;

    Echo(Socket socket) {
      this.socket = socket;
    }

    @Override
    public void onEvent(Event event) {
      JsonNode[] args = event.args().toArray(JsonNode[]::new);
      switch (event.name()) {
        case "message" -> socket.emit("message-back", args);
        case "message-with-ack" -> event.ack().reply(args);
        case "drop-me" -> socket.drop();
        case "dismiss-me" -> socket.disconnect();
        case "ask-me" -> {
          var _ =
              socket.emitWithAck(Duration.ofSeconds(10), "question", args).thenAccept(answers::add);
        }
        default -> {}
      }
    }

    @Override
    public void onDisconnect(CloseReason reason) {
      ended.add(reason);
    }
  }
}

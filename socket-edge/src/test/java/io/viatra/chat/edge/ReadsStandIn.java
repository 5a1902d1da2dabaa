package io.viatra.chat.edge;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// Plays ingest-api for the one kind of question that the edge asks.
public final class ReadsStandIn implements AutoCloseable {
  private final HttpServer server;
  private final Map<String, String> answers = new ConcurrentHashMap<>();
  private final AtomicInteger asked = new AtomicInteger();

  public ReadsStandIn() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/api/v1/chat/conversations/", this::answer);
    server.start();
  }

  /// From now on the conversation is there, for whoever brings a token.
  public void knows(UUID conversationId, String userId, long lastSeq, long readSeq) {
    answers.put(
        conversationId.toString(),
        """
        {"conversation": {"id": "%s", "lastSeq": %d, "ver": %d,
          "participants": [{"userId": "%s", "readSeq": %d}]}}
        """
            .formatted(conversationId, lastSeq, lastSeq + 1, userId, readSeq));
  }

  public int asked() {
    return asked.get();
  }

  public URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    asked.incrementAndGet();
    String path = exchange.getRequestURI().getPath();
    String id = path.substring(path.lastIndexOf('/') + 1);
    boolean named = exchange.getRequestHeaders().containsKey("Authorization");
    String body = named ? answers.get(id) : null;
    byte[] bytes = (body == null ? "{}" : body).getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(body == null ? 404 : 200, bytes.length);
    try (var out = exchange.getResponseBody()) {
      out.write(bytes);
    }
  }
}

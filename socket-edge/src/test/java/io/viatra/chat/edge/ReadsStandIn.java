package io.viatra.chat.edge;

import com.auth0.jwt.JWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Plays ingest-api for the questions that the edge asks.
public final class ReadsStandIn implements AutoCloseable {
  private final HttpServer server;
  private final Map<String, String> answers = new ConcurrentHashMap<>();
  private final Map<String, Set<String>> members = new ConcurrentHashMap<>();
  private final AtomicInteger asked = new AtomicInteger();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  public ReadsStandIn() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/api/v1/chat/conversations/", this::answer);
    server.createContext("/api/v1/chat/presence", this::presence);
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

  /// From now on these people share a conversation, which nobody else sees.
  public void shares(UUID conversationId, String... userIds) {
    members.put(conversationId.toString(), Set.of(userIds));
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
    threads.close();
  }

  private void presence(HttpExchange exchange) throws IOException {
    String caller = caller(exchange);
    String query = exchange.getRequestURI().getQuery();
    String users =
        Arrays.stream(query.substring("userIds=".length()).split(",", -1))
            .filter(id ->
                members.values().stream().anyMatch(all -> all.contains(id) && all.contains(caller)))
            .map("{\"userId\": \"%s\", \"status\": \"unknown\"}"::formatted)
            .collect(Collectors.joining(","));
    send(exchange, "{\"users\": [" + users + "]}");
  }

  private static String caller(HttpExchange exchange) {
    return JWT.decode(
            exchange.getRequestHeaders().getFirst("Authorization").substring("Bearer ".length()))
        .getSubject();
  }

  private @Nullable String shared(HttpExchange exchange, String id) {
    var all = members.getOrDefault(id, Set.of());
    return all.contains(caller(exchange))
        ? "{\"conversation\": {\"lastSeq\": 1, \"participants\": [%s]}}"
            .formatted(
                all.stream()
                    .map("{\"userId\": \"%s\"}"::formatted)
                    .collect(Collectors.joining(",")))
        : null;
  }

  private void answer(HttpExchange exchange) throws IOException {
    asked.incrementAndGet();
    String path = exchange.getRequestURI().getPath();
    String id = path.substring(path.lastIndexOf('/') + 1);
    boolean named = exchange.getRequestHeaders().containsKey("Authorization");
    String known = answers.get(id);
    send(exchange, !named ? null : known != null ? known : shared(exchange, id));
  }

  private static void send(HttpExchange exchange, @Nullable String body) throws IOException {
    byte[] bytes = (body == null ? "{}" : body).getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(body == null ? 404 : 200, bytes.length);
    try (var out = exchange.getResponseBody()) {
      out.write(bytes);
    }
  }
}

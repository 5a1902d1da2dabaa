package io.viatra.chat.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.socket.client.Ack;
import io.socket.client.IO;
import io.socket.client.Socket;
import io.viatra.chat.runtime.service.Running;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.json.JSONException;
import org.json.JSONObject;

/// The official Java client with everything it hears kept by name, so that a test waits for what it
/// wants and sees what else there was.
public final class TestClient implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();
  private static final long PATIENCE_SECONDS = 15;

  private final Socket socket;
  private final Map<String, BlockingQueue<JsonNode>> heard = new ConcurrentHashMap<>();

  private TestClient(Socket socket) {
    this.socket = socket;
    socket.onAnyIncoming(args -> keep((String) args[0], Arrays.copyOfRange(args, 1, args.length)));
    for (String name :
        List.of(Socket.EVENT_CONNECT, Socket.EVENT_DISCONNECT, Socket.EVENT_CONNECT_ERROR)) {
      socket.on(name, args -> keep(name, args));
    }
  }

  /// A client that has not connected yet, and stays away when it was thrown out.
  public static TestClient of(Running edge, Map<String, String> auth) {
    var options = new IO.Options();
    options.transports = new String[] {"websocket"};
    options.forceNew = true;
    options.reconnection = false;
    options.auth = new HashMap<>(auth);
    return new TestClient(IO.socket(edge.endpoint("http"), options));
  }

  /// A connected client with a good token.
  public static TestClient connected(Running edge, String userId) {
    var client = of(edge, Map.of("token", EdgeWorld.token(userId)));
    client.connect();
    client.await(Socket.EVENT_CONNECT);
    return client;
  }

  /// A connected client that has its snapshot.
  public static TestClient ready(Running edge, String userId) {
    var client = connected(edge, userId);
    client.await("session_ready");
    return client;
  }

  public void connect() {
    socket.connect();
  }

  public boolean isConnected() {
    return socket.connected();
  }

  public String sid() {
    return socket.id();
  }

  /// Emits and waits for the ack, which must be one argument.
  public JsonNode call(String event, String payload) {
    return asks(event, payload).join();
  }

  /// Emits; the ack comes later.
  public CompletableFuture<JsonNode> asks(String event, String payload) {
    var answer = new CompletableFuture<JsonNode>();
    socket.emit(
        event,
        new Object[] {argument(payload)},
        (Ack)
            args -> {
              assertThat(args).hasSize(1);
              answer.complete(tree(args[0]));
            });
    return answer.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  /// Emits without asking for an ack.
  public void say(String event, String payload) {
    socket.emit(event, argument(payload));
  }

  /// The next event of that name.
  public JsonNode await(String event) {
    try {
      JsonNode next = queue(event).poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      assertThat(next).as(event).isNotNull();
      return next == null ? JSON.nullNode() : next;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while waiting for " + event, e);
    }
  }

  /// Whichever of two events comes first.
  public JsonNode either(String one, String other) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (System.nanoTime() < end) {
      for (String event : List.of(one, other)) {
        JsonNode heardNow = queue(event).poll();
        if (heardNow != null) {
          return heardNow;
        }
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    }
    throw new AssertionError("neither " + one + " nor " + other);
  }

  /// Whether an event of that name comes within the time.
  public boolean hears(String event, Duration within) {
    try {
      return queue(event).poll(within.toMillis(), TimeUnit.MILLISECONDS) != null;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /// What has come of that name and was not awaited; of use after awaiting something later.
  public List<JsonNode> left(String event) {
    return List.copyOf(queue(event));
  }

  /// Goes away by itself, before its test is over.
  public void leave() {
    socket.disconnect();
  }

  @Override
  public void close() {
    socket.disconnect();
  }

  private void keep(String event, Object[] args) {
    queue(event).add(args.length == 0 ? JSON.nullNode() : tree(args[0]));
  }

  private BlockingQueue<JsonNode> queue(String event) {
    return heard.computeIfAbsent(event, _ -> new LinkedBlockingQueue<>());
  }

  private static Object argument(String payload) {
    try {
      return payload.startsWith("{") ? new JSONObject(payload) : payload;
    } catch (JSONException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static JsonNode tree(Object argument) {
    try {
      return argument instanceof JSONObject
          ? JSON.readTree(argument.toString())
          : JSON.valueToTree(argument.toString());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}

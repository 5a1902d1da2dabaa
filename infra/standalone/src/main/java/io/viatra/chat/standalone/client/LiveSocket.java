package io.viatra.chat.standalone.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.socket.client.Ack;
import io.socket.client.IO;
import io.socket.client.Socket;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.json.JSONException;
import org.json.JSONObject;
import org.jspecify.annotations.Nullable;

/// One device's socket, by the official Java client over WebSocket.
public final class LiveSocket implements AutoCloseable {
  private static final long WAIT_SECONDS_MAX = 15;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Socket socket;
  private final List<Waiting> waiting = new CopyOnWriteArrayList<>();
  private final CompletableFuture<JsonNode> ready;

  /// Somebody who waits for an event.
  private record Waiting(
      String event, Predicate<JsonNode> wanted, CompletableFuture<JsonNode> future) {

    /// Whether this was what it waited for.
    boolean hears(Object name, JsonNode payload) {
      return event.equals(name) && wanted.test(payload) && future.complete(payload);
    }
  }

  private LiveSocket(Socket socket, BiConsumer<String, JsonNode> listener) {
    this.socket = socket;
    this.ready = next("session_ready", payload -> true);
    socket.onAnyIncoming(args -> {
      var payload = args.length > 1 ? parsed(args[1]) : NullNode.getInstance();
      listener.accept((String) args[0], payload);
      waiting.removeIf(one -> one.hears(args[0], payload));
    });
    socket.on(
        Socket.EVENT_CONNECT_ERROR,
        args ->
            ready.completeExceptionally(
                new IOException("connect refused: " + (args.length > 0 ? args[0] : ""))));
  }

  /// Connects and returns when the session is live: what is routed from now on arrives here.
  public static LiveSocket connect(URI origin, String token, String deviceId)
      throws IOException, InterruptedException {
    return connect(origin, token, deviceId, (_, _) -> {});
  }

  /// The same with somebody who hears every event from the first on, on the client's own thread.
  public static LiveSocket connect(
      URI origin, String token, String deviceId, BiConsumer<String, JsonNode> listener)
      throws IOException, InterruptedException {
    var options = new IO.Options();
    options.forceNew = true;
    options.reconnection = false;
    options.transports = new String[] {"websocket"};
    options.auth = Map.of("token", token, "deviceId", deviceId);
    var live = new LiveSocket(IO.socket(origin, options), listener);
    live.socket.connect();
    try {
      live.await("session_ready", live.ready);
    } catch (IOException failed) {
      live.close();
      throw failed;
    }
    return live;
  }

  /// The next event of that name that is wanted; listen first, act then.
  public CompletableFuture<JsonNode> next(String event, Predicate<JsonNode> wanted) {
    var future = new CompletableFuture<JsonNode>();
    waiting.add(new Waiting(event, wanted, future));
    return future;
  }

  /// Every event of that name, on the client's own thread.
  public void each(String event, Consumer<JsonNode> listener) {
    socket.on(event, args -> listener.accept(parsed(args[0])));
  }

  /// Emits and answers the ack's payload later.
  public CompletableFuture<JsonNode> emit(String event, ObjectNode payload) {
    var answer = new CompletableFuture<JsonNode>();
    try {
      Ack ack = args -> answer.complete(parsed(args[0]));
      socket.emit(event, new Object[] {new JSONObject(payload.toString())}, ack);
    } catch (JSONException e) {
      answer.completeExceptionally(e);
    }
    return answer;
  }

  /// Emits and waits for an ack that says ok.
  public JsonNode ask(String event, ObjectNode payload) throws IOException, InterruptedException {
    var answer = await(event + " ack", emit(event, payload));
    if (!answer.path("ok").asBoolean()) {
      throw new IOException(event + " was refused: " + answer.path("error").path("code").asText());
    }
    return answer;
  }

  /// Waits, bounded.
  public JsonNode await(String what, CompletableFuture<JsonNode> future)
      throws IOException, InterruptedException {
    try {
      return future.get(WAIT_SECONDS_MAX, TimeUnit.SECONDS);
    } catch (TimeoutException late) {
      throw new IOException("no " + what + " within " + WAIT_SECONDS_MAX + " s", late);
    } catch (ExecutionException failed) {
      throw new IOException(what + " failed: " + failed.getCause(), failed);
    }
  }

  private static JsonNode parsed(@Nullable Object argument) {
    try {
      return argument instanceof JSONObject
          ? JSON.readTree(argument.toString())
          : JSON.valueToTree(argument);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    socket.disconnect();
  }
}

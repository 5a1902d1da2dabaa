package io.viatra.chat.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/// A device with the official JavaScript client, in a Node process of its own.
final class JsDevice implements Device {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long READY_SECONDS_MAX = 60;

  private final Process process;
  private final BufferedWriter in;
  private final Listener listener;
  private final SocketContract contract = new SocketContract();
  private final AtomicLong ids = new AtomicLong();
  private final Map<Long, CompletableFuture<JsonNode>> acks = new ConcurrentHashMap<>();
  private final CompletableFuture<JsonNode> ready = new CompletableFuture<>();

  private JsDevice(Process process, Listener listener) {
    this.process = process;
    this.listener = listener;
    this.in = new BufferedWriter(new OutputStreamWriter(process.getOutputStream(), UTF_8));
    Thread.ofVirtual().name("js-device").start(this::read);
  }

  /// Returns when the session is ready.
  static JsDevice connect(URI origin, String token, String deviceId, Listener listener)
      throws IOException, InterruptedException, TimeoutException {
    var builder = new ProcessBuilder("node", Path.of("js", "device.mjs").toString());
    builder.environment().put("ORIGIN", origin.toString());
    builder.environment().put("TOKEN", token);
    builder.environment().put("DEVICE", deviceId);
    var device =
        new JsDevice(builder.redirectError(ProcessBuilder.Redirect.INHERIT).start(), listener);
    try {
      device.ready.get(READY_SECONDS_MAX, TimeUnit.SECONDS);
      return device;
    } catch (ExecutionException refused) {
      device.close();
      throw new IOException(refused.getCause());
    } catch (TimeoutException late) {
      device.close();
      throw late;
    }
  }

  private void read() {
    try (var lines = process.inputReader(UTF_8)) {
      for (var line = lines.readLine(); line != null; line = lines.readLine()) {
        heard(JSON.readTree(line));
      }
    } catch (IOException closed) {
      ready.completeExceptionally(closed);
    }
    acks.values().forEach(ack -> ack.completeExceptionally(new IOException("the device ended")));
  }

  private void heard(JsonNode line) {
    if (line.has("ack")) {
      var ack = acks.remove(line.path("ack").asLong());
      if (ack != null && line.has("answer")) {
        ack.complete(line.path("answer"));
      } else if (ack != null) {
        ack.completeExceptionally(new IOException(line.path("error").asText()));
      }
      return;
    }
    var event = line.path("event").asText();
    if (!event.equals("connect_error")) {
      contract.heard(event, line.path("payload"));
    }
    switch (event) {
      case "session_ready" -> ready.complete(line.path("payload"));
      case "connect_error" ->
          ready.completeExceptionally(new IOException(line.path("payload").toString()));
      default -> listener.heard(event, line.path("payload"));
    }
  }

  @Override
  public CompletableFuture<JsonNode> emit(String event, ObjectNode payload) {
    var id = ids.incrementAndGet();
    var ack = new CompletableFuture<JsonNode>();
    acks.put(id, ack);
    var line = JSON.createObjectNode().put("id", id).put("event", event);
    line.set("payload", payload);
    synchronized (in) {
      try {
        in.write(line.toString());
        in.newLine();
        in.flush();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return contract.acked(event, payload, ack);
  }

  @Override
  public void close() {
    process.destroy();
    contract.close();
  }
}

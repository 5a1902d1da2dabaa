package io.viatra.chat.edge.socketio;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.socket.client.Ack;
import io.socket.client.IO;
import io.socket.client.Manager;
import io.viatra.chat.edge.engineio.CloseReason;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.json.JSONObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The official Java client, as on Android.
class JavaClientIT {
  private final ClientScenario scenario = new ClientScenario();
  private final BlockingQueue<Object[]> heard = new LinkedBlockingQueue<>();

  @AfterEach
  void stop() {
    scenario.close();
  }

  @Test
  void connectsWithItsTokenAndIsGreeted() throws Exception {
    io.socket.client.Socket socket = socket("", Map.of("token", "t1"));
    listen(socket, "auth");
    socket.connect();
    assertThat(next()).hasToString("[{\"token\":\"t1\"}]");
    socket.disconnect();
    assertThat(scenario.nextEnd()).isEqualTo(CloseReason.CLIENT_LEFT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"websocket", "polling", "polling,websocket"})
  void eventsAcksAndBinaryGoBothWays(String transports) throws Exception {
    io.socket.client.Socket socket = socket("", Map.of(), transports);
    listen(socket, "message-back");
    socket.on(
        "question",
        args -> ((Ack) args[args.length - 1]).call("answer to " + args[0], new byte[] {7}));
    socket.connect();
    socket.emit("message", 1, "zwei 😀", new JSONObject("{\"three\":[true]}"));
    assertThat(next()).hasToString("[1, zwei 😀, {\"three\":[true]}]");
    socket.emit("message", (Object) new byte[] {1, 2, (byte) 255});
    assertThat((byte[]) next().getFirst()).containsExactly(1, 2, 255);
    socket.emit("message-with-ack", new Object[] {"a", new byte[] {3}}, (Ack) heard::add);
    List<Object> ack = next();
    assertThat(ack.getFirst()).isEqualTo("a");
    assertThat((byte[]) ack.get(1)).containsExactly(3);
    socket.emit("ask-me", "a question");
    assertThat(scenario.nextAnswer())
        .containsExactly(
            JsonNodeFactory.instance.textNode("answer to a question"),
            JsonNodeFactory.instance.binaryNode(new byte[] {7}));
    socket.disconnect();
  }

  @Test
  void aRefusalSaysWhy() throws Exception {
    io.socket.client.Socket socket = socket("/guarded", Map.of("token", "bad"));
    listen(socket, io.socket.client.Socket.EVENT_CONNECT_ERROR);
    socket.connect();
    JSONObject error = (JSONObject) next().getFirst();
    assertThat(error.getString("message")).isEqualTo("UNAUTHENTICATED");
    assertThat(error.getJSONObject("data").getString("code")).isEqualTo("UNAUTHENTICATED");
    assertThat(socket.isActive()).isFalse();
    socket.disconnect();
  }

  @Test
  void aDropMakesItComeBackAndADismissalDoesNot() throws Exception {
    io.socket.client.Socket socket = socket("", Map.of());
    listen(socket, io.socket.client.Socket.EVENT_CONNECT);
    socket.connect();
    assertThat(next()).isEmpty();
    socket.emit("drop-me");
    assertThat(scenario.nextEnd()).isEqualTo(CloseReason.SERVER_DROPPED);
    assertThat(next()).isEmpty();
    listen(socket, io.socket.client.Socket.EVENT_DISCONNECT);
    socket.emit("dismiss-me");
    assertThat(next()).containsExactly("io server disconnect");
    assertThat(scenario.nextEnd()).isEqualTo(CloseReason.SERVER_LEFT);
    assertThat(socket.isActive()).isFalse();
  }

  private io.socket.client.Socket socket(String namespace, Map<String, String> auth) {
    return socket(namespace, auth, "websocket");
  }

  private io.socket.client.Socket socket(
      String namespace, Map<String, String> auth, String transports) {
    IO.Options options =
        IO.Options.builder()
            .setTransports(transports.split(",", -1))
            .setForceNew(true)
            .setReconnectionDelay(50)
            .setReconnectionDelayMax(100)
            .setAuth(auth)
            .build();
    return new Manager(URI.create(scenario.url()), options)
        .socket(namespace.isEmpty() ? "/" : namespace, options);
  }

  private void listen(io.socket.client.Socket socket, String event) {
    socket.on(event, heard::add);
  }

  private List<Object> next() throws InterruptedException {
    return Arrays.asList(Objects.requireNonNull(heard.poll(15, TimeUnit.SECONDS), "nothing came"));
  }
}

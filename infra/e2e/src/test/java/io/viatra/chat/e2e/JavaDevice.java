package io.viatra.chat.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.viatra.chat.standalone.client.LiveSocket;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// A device with the official Java client.
record JavaDevice(LiveSocket socket, SocketContract contract) implements Device {
  private static final List<String> EVENTS =
      List.of("new_message", "message_delivered", "message_read", "message_rejected", "unread");

  /// Returns when the session is ready.
  static JavaDevice connect(URI origin, String token, String deviceId, Listener listener)
      throws IOException, InterruptedException {
    var contract = new SocketContract();
    var socket = LiveSocket.connect(origin, token, deviceId);
    for (var event : EVENTS) {
      socket.each(
          event,
          payload -> {
            contract.heard(event, payload);
            listener.heard(event, payload);
          });
    }
    return new JavaDevice(socket, contract);
  }

  @Override
  public CompletableFuture<JsonNode> emit(String event, ObjectNode payload) {
    return contract.acked(event, payload, socket.emit(event, payload));
  }

  @Override
  public void close() {
    socket.close();
    contract.close();
  }
}

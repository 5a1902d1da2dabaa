package io.viatra.chat.edge.socketio;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/// What a client may send, checked and whole. Binary and plain packets are the same here.
sealed interface Packet {
  String namespace();

  record Connect(String namespace, ObjectNode auth) implements Packet {}

  record Disconnect(String namespace) implements Packet {}

  /// An event; its id is [PacketHeader#NO_ID] if no ack is asked for.
  record Called(String namespace, long id, String name, List<JsonNode> args) implements Packet {}

  record Acked(String namespace, long id, List<JsonNode> args) implements Packet {}
}

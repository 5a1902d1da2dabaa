package io.viatra.chat.edge.socketio;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Turns the messages of one session into packets. Keeps at most one binary packet that waits for
/// its attachments: ten, each within the session's payload limit. Used on the session's mailbox
/// alone.
final class PacketDecoder {
  /// Names that the client libraries use for events of their own.
  static final Set<String> RESERVED_EVENTS =
      Set.of(
          "connect",
          "connect_error",
          "disconnect",
          "disconnecting",
          "newListener",
          "removeListener");

  /// A binary packet whose attachments are not all there.
  private record Waiting(PacketHeader header, ArrayNode payload, Attachments attachments) {}

  private final StrictJson json;
  private @Nullable Waiting waiting;

  PacketDecoder(StrictJson json) {
    this.json = json;
  }

  /// Takes a text message: a whole packet, or null if its attachments are still to come.
  @Nullable Packet text(String text) throws PacketException {
    if (waiting != null) {
      throw new PacketException();
    }
    PacketHeader header = PacketHeader.parse(text);
    String payload = text.substring(header.payloadStart());
    return switch (header.type()) {
      case PacketHeader.CONNECT -> connect(header, payload);
      case PacketHeader.DISCONNECT -> disconnect(header, payload);
      case PacketHeader.CONNECT_ERROR -> throw new PacketException();
      default -> called(header, payload);
    };
  }

  /// Takes an attachment: the packet that it completes, or null if more are to come.
  @Nullable Packet binary(byte[] data) throws PacketException {
    Waiting packet = waiting;
    if (packet == null) {
      throw new PacketException();
    }
    packet.attachments().fill(data);
    if (!packet.attachments().complete()) {
      return null;
    }
    waiting = null;
    return whole(packet.header(), packet.payload());
  }

  private Packet connect(PacketHeader header, String payload) throws PacketException {
    if (header.hasId()) {
      throw new PacketException();
    }
    if (payload.isEmpty()) {
      return new Packet.Connect(header.namespace(), JsonNodeFactory.instance.objectNode());
    }
    if (json.parse(payload) instanceof ObjectNode auth) {
      return new Packet.Connect(header.namespace(), auth);
    }
    throw new PacketException();
  }

  private static Packet disconnect(PacketHeader header, String payload) throws PacketException {
    if (header.hasId() || !payload.isEmpty()) {
      throw new PacketException();
    }
    return new Packet.Disconnect(header.namespace());
  }

  /// An event or an ack. What can be wrong with it is found now, before any attachment is waited
  /// for.
  private @Nullable Packet called(PacketHeader header, String payload) throws PacketException {
    if (!(json.parse(payload) instanceof ArrayNode array)) {
      throw new PacketException();
    }
    if (header.isAck()) {
      if (!header.hasId()) {
        throw new PacketException();
      }
    } else {
      JsonNode name = array.path(0);
      if (!name.isTextual() || RESERVED_EVENTS.contains(name.textValue())) {
        throw new PacketException();
      }
    }
    if (header.attachments() == 0) {
      return whole(header, array);
    }
    waiting = new Waiting(header, array, Attachments.expect(header.attachments(), array));
    return null;
  }

  private static Packet whole(PacketHeader header, ArrayNode payload) {
    List<JsonNode> items = new ArrayList<>(payload.size());
    payload.forEach(items::add);
    if (header.isAck()) {
      return new Packet.Acked(header.namespace(), header.id(), items);
    }
    String name = items.removeFirst().textValue();
    return new Packet.Called(header.namespace(), header.id(), name, items);
  }
}

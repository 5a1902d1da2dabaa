package io.viatra.chat.edge.engineio;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The bodies of long-polling: packets joined by the record separator, binary ones as `b` and
/// base64.
final class Payload {
  private static final char SEPARATOR = 0x1e;
  private static final char BINARY = 'b';

  private Payload() {}

  /// Joins packets, of which there is at least one.
  static byte[] encode(List<EncodedMessage> packets) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (EncodedMessage packet : packets) {
      if (body.size() > 0) {
        body.write(SEPARATOR);
      }
      byte[] payload = bytes(packet.payload());
      if (packet.isBinary()) {
        body.write(BINARY);
        body.writeBytes(Base64.getEncoder().encode(payload));
      } else {
        body.writeBytes(payload);
      }
    }
    return body.toByteArray();
  }

  /// Takes a body apart; null if any of it is no packet, so that nothing of a bad body is acted on.
  static @Nullable List<Packet> decode(byte[] body) {
    String text = Utf8.decode(body, 0, body.length);
    if (text == null) {
      return null;
    }
    List<Packet> packets = new ArrayList<>();
    int from = 0;
    while (from <= text.length()) {
      int separator = text.indexOf(SEPARATOR, from);
      int to = separator < 0 ? text.length() : separator;
      Packet packet = packet(text.substring(from, to));
      if (packet == null) {
        return null;
      }
      packets.add(packet);
      from = to + 1;
    }
    return packets;
  }

  private static @Nullable Packet packet(String text) {
    if (text.isEmpty() || text.charAt(0) != BINARY) {
      return Packet.decode(text);
    }
    // The Java client breaks lines as MIME does, and ends with a break.
    String base64 = text.substring(1).replace("\n", "").replace("\r", "");
    try {
      return new Packet.Binary(Base64.getDecoder().decode(base64));
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static byte[] bytes(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    return bytes;
  }
}

package io.viatra.chat.edge.engineio;

import org.jspecify.annotations.Nullable;

/// What a client may send (Engine.IO 4, "Protocol"). OPEN is not among them: only servers send it.
sealed interface Packet {
  record Close() implements Packet {}

  record Ping(String data) implements Packet {}

  record Pong(String data) implements Packet {}

  record Text(String data) implements Packet {}

  record Upgrade() implements Packet {}

  record Noop() implements Packet {}

  /// Binary messages have no type digit; a class, because an array is no value for a record.
  final class Binary implements Packet {
    private final byte[] data;

    Binary(byte[] data) {
      this.data = data;
    }

    byte[] data() {
      return data;
    }
  }

  /// Reads a text packet; null if it is none.
  static @Nullable Packet decode(String text) {
    if (text.isEmpty()) {
      return null;
    }
    String data = text.substring(1);
    return switch (text.charAt(0)) {
      case '1' -> data.isEmpty() ? new Close() : null;
      case '2' -> new Ping(data);
      case '3' -> new Pong(data);
      case '4' -> new Text(data);
      case '5' -> data.isEmpty() ? new Upgrade() : null;
      case '6' -> data.isEmpty() ? new Noop() : null;
      default -> null;
    };
  }
}

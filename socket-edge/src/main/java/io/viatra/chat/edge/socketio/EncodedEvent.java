package io.viatra.chat.edge.socketio;

import com.fasterxml.jackson.databind.JsonNode;
import io.viatra.chat.edge.engineio.EncodedMessage;
import java.util.List;

/// An event encoded once, to be emitted to any number of sockets of one namespace. Immutable.
public final class EncodedEvent {
  private final String namespace;
  private final List<EncodedMessage> messages;

  private EncodedEvent(String namespace, List<EncodedMessage> messages) {
    this.namespace = namespace;
    this.messages = messages;
  }

  /// Encodes for namespace `/`. Binary nodes anywhere in the arguments become attachments.
  ///
  /// @throws IllegalArgumentException if the name is reserved
  public static EncodedEvent of(String event, JsonNode... args) {
    return of(PacketHeader.MAIN_NAMESPACE, event, args);
  }

  public static EncodedEvent of(String namespace, String event, JsonNode... args) {
    return new EncodedEvent(
        namespace, PacketEncoder.event(namespace, PacketHeader.NO_ID, event, List.of(args)));
  }

  /// Encodes, for namespace `/`, an event whose single argument is JSON already, so that a stored
  /// body reaches sockets without being parsed.
  ///
  /// @param json one JSON value in UTF-8, which the caller vouches for
  public static EncodedEvent ofJson(String event, byte[] json) {
    return new EncodedEvent(
        PacketHeader.MAIN_NAMESPACE, List.of(PacketEncoder.eventOfJson(event, json)));
  }

  public String namespace() {
    return namespace;
  }

  /// Bytes on the wire, for one socket.
  public int size() {
    return messages.stream().mapToInt(EncodedMessage::size).sum();
  }

  List<EncodedMessage> messages() {
    return messages;
  }
}

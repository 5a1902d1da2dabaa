package io.viatra.chat.edge.socketio;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.viatra.chat.edge.engineio.EncodedMessage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a server may send, as messages of the layer below: one text, then its attachments.
/// Stateless.
///
/// Text goes through `String`, not Jackson's UTF-8 generator, which throws on the lone surrogates
/// that a client may have put into a string; here they become `?`.
final class PacketEncoder {
  private PacketEncoder() {}

  static List<EncodedMessage> event(String namespace, long id, String name, List<JsonNode> args) {
    if (PacketDecoder.RESERVED_EVENTS.contains(name)) {
      throw new IllegalArgumentException("reserved event name: " + name);
    }
    ArrayNode payload = JsonNodeFactory.instance.arrayNode(args.size() + 1);
    payload.add(name).addAll(args);
    return called(PacketHeader.EVENT, PacketHeader.BINARY_EVENT, namespace, id, payload);
  }

  static EncodedMessage eventOfJson(String name, byte[] json) {
    byte[] head =
        (PacketHeader.EVENT + "[" + write(JsonNodeFactory.instance.textNode(name)) + ",")
            .getBytes(StandardCharsets.UTF_8);
    byte[] all = new byte[head.length + json.length + 1];
    System.arraycopy(head, 0, all, 0, head.length);
    System.arraycopy(json, 0, all, head.length, json.length);
    all[all.length - 1] = ']';
    return EncodedMessage.text(all);
  }

  static List<EncodedMessage> ack(String namespace, long id, List<JsonNode> args) {
    ArrayNode payload = JsonNodeFactory.instance.arrayNode(args.size()).addAll(args);
    return called(PacketHeader.ACK, PacketHeader.BINARY_ACK, namespace, id, payload);
  }

  static EncodedMessage connected(String namespace, String sid) {
    JsonNode payload = JsonNodeFactory.instance.objectNode().put("sid", sid);
    return EncodedMessage.text(PacketHeader.CONNECT + prefix(namespace) + write(payload));
  }

  static EncodedMessage refused(String namespace, String message, @Nullable JsonNode data) {
    var payload = JsonNodeFactory.instance.objectNode().put("message", message);
    if (data != null) {
      payload.set("data", data);
    }
    return EncodedMessage.text(PacketHeader.CONNECT_ERROR + prefix(namespace) + write(payload));
  }

  static EncodedMessage disconnected(String namespace) {
    return EncodedMessage.text(PacketHeader.DISCONNECT + prefix(namespace));
  }

  private static List<EncodedMessage> called(
      char plain, char binary, String namespace, long id, ArrayNode payload) {
    List<byte[]> attachments = new ArrayList<>();
    JsonNode json = Attachments.extract(payload, attachments);
    StringBuilder text = new StringBuilder();
    if (attachments.isEmpty()) {
      text.append(plain);
    } else {
      text.append(binary).append(attachments.size()).append('-');
    }
    text.append(prefix(namespace));
    if (id != PacketHeader.NO_ID) {
      text.append(id);
    }
    EncodedMessage first = EncodedMessage.text(text.append(write(json)).toString());
    if (attachments.isEmpty()) {
      return List.of(first);
    }
    List<EncodedMessage> messages = new ArrayList<>(1 + attachments.size());
    messages.add(first);
    attachments.forEach(data -> messages.add(EncodedMessage.binary(data)));
    return List.copyOf(messages);
  }

  private static String prefix(String namespace) {
    return namespace.equals(PacketHeader.MAIN_NAMESPACE) ? "" : namespace + ",";
  }

  private static String write(JsonNode node) {
    try {
      return StrictJson.WRITER.writeValueAsString(node);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("a JSON tree that cannot be written", e);
    }
  }
}

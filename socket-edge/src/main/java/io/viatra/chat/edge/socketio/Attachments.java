package io.viatra.chat.edge.socketio;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BinaryNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Binary data inside JSON: `{"_placeholder":true,"num":n}` stands for the nth attachment.
///
/// On the way in every attachment must have exactly one placeholder, so that a small packet cannot
/// make one attachment appear a thousand times.
final class Attachments {
  private static final String PLACEHOLDER = "_placeholder";
  private static final String NUM = "num";

  private final List<@Nullable Consumer<JsonNode>> places;
  private int filled;

  private Attachments(List<@Nullable Consumer<JsonNode>> places) {
    this.places = places;
  }

  /// Finds the places of `count` attachments in a payload that was just parsed.
  static Attachments expect(int count, ArrayNode payload) throws PacketException {
    List<@Nullable Consumer<JsonNode>> places = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      places.add(null);
    }
    Attachments attachments = new Attachments(places);
    attachments.find(payload);
    if (places.contains(null)) {
      throw new PacketException();
    }
    return attachments;
  }

  boolean complete() {
    return filled == places.size();
  }

  /// Puts the next attachment in its place; they come in the order of their numbers.
  void fill(byte[] data) {
    Consumer<JsonNode> place = places.get(filled++);
    if (place != null) {
      place.accept(BinaryNode.valueOf(data));
    }
  }

  private void find(JsonNode node) throws PacketException {
    if (node instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        int index = i;
        visit(array.get(i), value -> array.set(index, value));
      }
    } else if (node instanceof ObjectNode object) {
      for (Map.Entry<String, JsonNode> entry : object.properties()) {
        String key = entry.getKey();
        visit(entry.getValue(), value -> object.set(key, value));
      }
    }
  }

  private void visit(JsonNode child, Consumer<JsonNode> place) throws PacketException {
    if (!child.path(PLACEHOLDER).asBoolean(false) || !child.path(PLACEHOLDER).isBoolean()) {
      find(child);
      return;
    }
    JsonNode num = child.path(NUM);
    if (!num.isInt() || num.intValue() < 0 || num.intValue() >= places.size()) {
      throw new PacketException();
    }
    if (places.set(num.intValue(), place) != null) {
      throw new PacketException();
    }
  }

  /// The way out: a copy with placeholders, and the binary data they stand for added to `found`.
  /// The very same node if there is no binary data in it.
  static JsonNode extract(JsonNode node, List<byte[]> found) {
    if (node instanceof BinaryNode binary) {
      found.add(binary.binaryValue());
      return JsonNodeFactory.instance
          .objectNode()
          .put(PLACEHOLDER, true)
          .put(NUM, found.size() - 1);
    }
    if (!holdsBinary(node)) {
      return node;
    }
    if (node instanceof ObjectNode object) {
      ObjectNode copy = JsonNodeFactory.instance.objectNode();
      object.properties().forEach(e -> copy.set(e.getKey(), extract(e.getValue(), found)));
      return copy;
    }
    ArrayNode copy = JsonNodeFactory.instance.arrayNode(node.size());
    node.forEach(child -> copy.add(extract(child, found)));
    return copy;
  }

  private static boolean holdsBinary(JsonNode node) {
    if (node.isBinary()) {
      return true;
    }
    for (JsonNode child : node) {
      if (holdsBinary(child)) {
        return true;
      }
    }
    return false;
  }
}

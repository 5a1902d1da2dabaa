package io.viatra.chat.edge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.viatra.chat.schemas.document.AsyncApi;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// An event that clients may say, with a payload that is taken, from the AsyncAPI document: what is
/// tried on every one of them is tried on a new one as well.
record EventForm(String event, ObjectNode example, JsonNode schema) {
  private static final JsonNode DOCUMENT = AsyncApi.document();

  static List<EventForm> all() {
    var forms = new ArrayList<EventForm>();
    for (var entry : DOCUMENT.at("/channels/clientEvents/messages").properties()) {
      var message = follow(entry.getValue());
      forms.add(
          new EventForm(
              entry.getKey(),
              (ObjectNode) message.at("/examples/0/payload"),
              follow(message.get("payload"))));
    }
    return forms;
  }

  /// The example, in a conversation that there is.
  ObjectNode good(UUID conversation) {
    var payload = example.deepCopy();
    if (payload.has("conversationId")) {
      payload.put("conversationId", conversation.toString());
    }
    return payload;
  }

  /// The fields of that type, by their names; those of objects within as `attachment/size`.
  List<String> fields(String type) {
    var found = new ArrayList<String>();
    collect(schema, "", type, found);
    return found;
  }

  /// The good payload with a field put in the place of what was there.
  ObjectNode with(UUID conversation, String field, JsonNode value) {
    var payload = good(conversation);
    var parts = field.split("/");
    if (parts.length == 2) {
      var within = follow(schema.at("/properties/" + parts[0])).at("/examples/0").deepCopy();
      payload.set(parts[0], ((ObjectNode) within).set(parts[1], value));
    } else {
      payload.set(field, value);
    }
    return payload;
  }

  private static void collect(JsonNode schema, String at, String type, List<String> found) {
    for (var property : schema.path("properties").properties()) {
      var followed = follow(property.getValue());
      if (followed.path("type").asText().equals(type)) {
        found.add(at + property.getKey());
      }
      collect(followed, at + property.getKey() + "/", type, found);
    }
  }

  private static JsonNode follow(JsonNode node) {
    var followed = node;
    while (followed.has("$ref")) {
      followed = DOCUMENT.at(followed.get("$ref").asText().substring(1));
    }
    return followed;
  }

  @Override
  public String toString() {
    return event;
  }
}

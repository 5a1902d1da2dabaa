package io.viatra.chat.ingest.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.viatra.chat.ingest.request.NewConversation;
import io.viatra.chat.ingest.request.NewDevice;
import io.viatra.chat.ingest.request.NewMembers;
import io.viatra.chat.ingest.request.NewMessage;
import io.viatra.chat.ingest.request.NewRole;
import io.viatra.chat.ingest.request.NewSettings;
import io.viatra.chat.ingest.request.ReadMark;
import io.viatra.chat.ingest.request.Reframe;
import io.viatra.chat.runtime.http.ApiError;
import io.viatra.chat.runtime.json.JsonFields;
import io.viatra.chat.runtime.json.JsonProblem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Every field and every bound that the document names of a body is tried on the code that reads
/// it: the last value within is taken, the first one beyond is refused.
class RequestContractTest {
  private static final Spec SPEC = new Spec(Documents.openApiTree());
  private static final JsonNode SCHEMAS = Documents.openApiTree().at("/components/schemas");

  private static final Map<String, Consumer<JsonFields>> READERS =
      Map.of(
          "NewConversation", fields -> NewConversation.from(fields, "u0"),
          "Reframe", Reframe::from,
          "NewMembers", NewMembers::from,
          "NewRole", NewRole::from,
          "NewSettings", NewSettings::from,
          "NewMessage", fields -> NewMessage.from(fields, null),
          "NewContent", NewMessage::content,
          "ReadMark", ReadMark::from,
          "NewDevice", NewDevice::from);

  /// One field set to something, which the code must take or refuse.
  private record Trial(String what, ObjectNode body, boolean taken) {}

  @TestFactory
  Stream<DynamicTest> theCodeTakesAndRefusesWhatTheDocumentSays() {
    return READERS.keySet().stream()
        .sorted()
        .flatMap(name -> trials(name).stream().map(trial -> test(name, trial)));
  }

  private static DynamicTest test(String name, Trial trial) {
    return DynamicTest.dynamicTest(
        name + " " + trial.what,
        () -> {
          assertThat(takes(name, trial.body)).as("the code").isEqualTo(trial.taken);
          assertThat(SPEC.sent(SCHEMAS.get(name), trial.body).isEmpty())
              .as("the document")
              .isEqualTo(trial.taken);
        });
  }

  private static boolean takes(String name, ObjectNode body) {
    try {
      Objects.requireNonNull(READERS.get(name)).accept(new JsonFields(body));
      return true;
    } catch (ApiError | JsonProblem refused) {
      return false;
    }
  }

  private static List<Trial> trials(String name) {
    var schema = SCHEMAS.get(name);
    var base = (ObjectNode) schema.at("/examples/0").deepCopy();
    var trials = new ArrayList<Trial>();
    trials.add(new Trial("as in its example", base, true));
    trials.add(new Trial("without anything", Spec.JSON.createObjectNode(), false));
    if (name.equals("NewConversation")) {
      // One other person suits every type, and a channel takes as many as are allowed at all.
      base = base.deepCopy().put("type", "channel");
      base.set("participantIds", items(2));
    }
    collect(trials, base, "", schema);
    return trials;
  }

  private static void collect(List<Trial> trials, ObjectNode base, String at, JsonNode schema) {
    for (var property : schema.get("properties").properties()) {
      var pointer = at + "/" + property.getKey();
      var own = property.getValue();
      var followed = SPEC.follow(own);
      values(pointer, merged(own, followed))
          .forEach((value, taken) ->
              trials.add(new Trial(pointer + shortened(value), with(base, pointer, value), taken)));
      if (followed.has("properties")) {
        var example = followed.at("/examples/0");
        collect(trials, with(base, pointer, example), pointer, followed);
      }
    }
    schema
        .path("required")
        .forEach(field -> {
          var without = base.deepCopy();
          ((ObjectNode) without.at(at)).remove(field.asText());
          trials.add(new Trial(at + " without " + field.asText(), without, false));
        });
  }

  private static Map<JsonNode, Boolean> values(String pointer, JsonNode schema) {
    var values = new LinkedHashMap<JsonNode, Boolean>();
    // The wrong type: code that does not look at the field would not notice.
    var type = schema.path("type").toString();
    values.put(Spec.JSON.valueToTree(type.contains("integer") ? "7" : 7), false);
    if (type.contains("null")) {
      values.put(Spec.JSON.nullNode(), true);
    }
    schema.path("enum").forEach(each -> values.put(each, true));
    if (schema.has("enum")) {
      values.put(Spec.JSON.valueToTree("nonsense"), false);
    }
    if (schema.has("maxLength")) {
      texts(schema, values);
    }
    if (schema.has("maximum")) {
      var maximum = schema.get("maximum").asLong();
      var minimum = schema.get("minimum").asLong();
      values.put(Spec.JSON.valueToTree(maximum), true);
      values.put(Spec.JSON.valueToTree(maximum + 1), false);
      values.put(Spec.JSON.valueToTree(minimum), true);
      values.put(Spec.JSON.valueToTree(minimum - 1), false);
      values.put(Spec.JSON.valueToTree(1.5), false);
    }
    if (schema.has("maxItems") && !pointer.equals("/userIds")) {
      // How many members can be named at once is the route's rule.
      var max = schema.get("maxItems").asInt();
      values.put(items(max), true);
      values.put(items(max + 1), false);
    }
    if (schema.path("uniqueItems").asBoolean()) {
      values.put(Spec.JSON.valueToTree(List.of("u1", "u1")), false);
      values.put(Spec.JSON.valueToTree(List.of()), false);
      values.put(Spec.JSON.valueToTree(List.of("no user id")), false);
    }
    return values;
  }

  private static void texts(JsonNode schema, Map<JsonNode, Boolean> values) {
    var max = schema.get("maxLength").asInt();
    var head = schema.path("pattern").asText().contains("http") ? "https://x/" : "";
    values.put(Spec.JSON.valueToTree(head + "y".repeat(max - head.length())), true);
    values.put(Spec.JSON.valueToTree(head + "y".repeat(max - head.length() + 1)), false);
    values.put(Spec.JSON.valueToTree(""), false);
    if (!head.isEmpty()) {
      values.put(Spec.JSON.valueToTree("ftp://x/y"), false);
    }
    if (schema.path("pattern").asText().equals("^\\S+$")) {
      values.put(Spec.JSON.valueToTree("a b"), false);
    }
  }

  private static ArrayNode items(int count) {
    var items = Spec.JSON.createArrayNode();
    for (int i = 0; i < count; i++) {
      items.add("u" + i);
    }
    return items;
  }

  private static JsonNode merged(JsonNode own, JsonNode followed) {
    return ((ObjectNode) followed.deepCopy()).setAll((ObjectNode) own);
  }

  private static ObjectNode with(ObjectNode base, String pointer, JsonNode value) {
    var body = base.deepCopy();
    var at = pointer.lastIndexOf('/');
    ((ObjectNode) body.at(pointer.substring(0, at))).set(pointer.substring(at + 1), value);
    return body;
  }

  private static String shortened(JsonNode value) {
    var text = value.toString();
    return " = " + (text.length() <= 24 ? text : text.substring(0, 16) + "… " + text.length());
  }
}

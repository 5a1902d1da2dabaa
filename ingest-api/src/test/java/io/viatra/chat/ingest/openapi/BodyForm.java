package io.viatra.chat.ingest.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A call that takes a body, with a body that it takes, from the OpenAPI document: what is tried on
/// every one of them is tried on a new one as well.
///
/// @param required whether it can be called without
/// @param good the example of the document
public record BodyForm(
    String method, String template, boolean required, ObjectNode good, JsonNode schema) {
  private static final Spec SPEC = new Spec(Documents.openApiTree());

  /// One for each call with a body.
  public static List<BodyForm> all() {
    var forms = new ArrayList<BodyForm>();
    for (var path : Documents.openApiTree().get("paths").properties()) {
      for (var method : path.getValue().properties()) {
        var body = method.getValue().get("requestBody");
        if (body != null) {
          forms.add(form(method.getKey(), path.getKey(), body));
        }
      }
    }
    return forms;
  }

  private static BodyForm form(String method, String template, JsonNode body) {
    var schema = SPEC.follow(body.at("/content/application~1json/schema"));
    var good = schema.at("/examples/0");
    if (!(good instanceof ObjectNode example)) {
      throw new AssertionError(method + " " + template + " has no example of its body");
    }
    return new BodyForm(
        method.toUpperCase(Locale.ROOT),
        template,
        body.path("required").asBoolean(),
        example,
        schema);
  }

  /// The fields of that type, by their names; those of objects within as `attachment/size`.
  public List<String> fields(String type) {
    var found = new ArrayList<String>();
    collect(schema, "", type, found);
    return found;
  }

  private static void collect(JsonNode schema, String at, String type, List<String> found) {
    for (var property : schema.path("properties").properties()) {
      var followed = SPEC.follow(property.getValue());
      var types = followed.get("type");
      if (types != null
          && (types.asText().equals(type) || types.toString().contains(quoted(type)))) {
        found.add(at + property.getKey());
      }
      collect(followed, at + property.getKey() + "/", type, found);
    }
  }

  private static String quoted(String type) {
    return '"' + type + '"';
  }

  /// The good body with a field put in the place of what was there.
  public String with(String field, JsonNode value) {
    var body = good.deepCopy();
    var parts = field.split("/");
    if (parts.length == 2) {
      var within = SPEC.follow(schema.at("/properties/" + parts[0])).at("/examples/0").deepCopy();
      ((ObjectNode) within).set(parts[1], value);
      body.set(parts[0], within);
    } else {
      body.set(field, value);
    }
    return body.toString();
  }

  @Override
  public String toString() {
    return method + " " + template;
  }
}

package io.viatra.chat.ingest.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The document with its references followed, and values judged by its schemas.
final class Spec {
  static final JsonMapper JSON = new JsonMapper();
  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

  private final ObjectNode root;
  private final ObjectNode tight;
  private final Map<String, Schema> compiled = new ConcurrentHashMap<>();

  Spec(ObjectNode root) {
    this.root = root;
    this.tight = root.deepCopy();
    tighten(tight.at("/components/schemas"));
  }

  /// The operation that answers, or null.
  @Nullable JsonNode operation(String method, String path) {
    var template = template(path);
    return template == null
        ? null
        : root.get("paths").get(template).get(method.toLowerCase(Locale.ROOT));
  }

  /// The template that matches; a literal segment wins over a parameter.
  @Nullable String template(String path) {
    var names = new ArrayList<String>();
    root.get("paths").fieldNames().forEachRemaining(names::add);
    return names.stream()
        .filter(name -> path.matches(name.replaceAll("\\{[^}]+}", "[^/]+")))
        .min(Comparator.comparingInt(name -> name.split("\\{", -1).length))
        .orElse(null);
  }

  /// The node itself, or what it refers to.
  JsonNode follow(JsonNode node) {
    var ref = node.path("$ref").asText("");
    return ref.startsWith("#") ? root.at(ref.substring(1)) : node;
  }

  /// What is wrong with a value that a client sent; fields that the document does not name are
  /// ignored, as the server ignores them.
  List<String> sent(JsonNode schema, JsonNode value) {
    return judge("sent ", root, schema, value);
  }

  /// What is wrong with a value that the server answered; a field that the document does not name
  /// is wrong.
  List<String> answered(JsonNode schema, JsonNode value) {
    return judge("answered ", tight, schema, value);
  }

  private List<String> judge(String way, ObjectNode document, JsonNode schema, JsonNode value) {
    var key = way + schema;
    var judge =
        compiled.computeIfAbsent(
            key,
            _ -> {
              var alone = JSON.createObjectNode();
              alone.putArray("allOf").add(schema);
              alone.set("components", document.get("components"));
              return REGISTRY.getSchema(alone);
            });
    return judge.validate(value).stream().map(Object::toString).toList();
  }

  private static void tighten(JsonNode node) {
    if (node instanceof ObjectNode object
        && object.path("type").asText().equals("object")
        && object.has("properties")
        && !object.has("additionalProperties")) {
      object.put("additionalProperties", false);
    }
    node.forEach(Spec::tighten);
  }
}

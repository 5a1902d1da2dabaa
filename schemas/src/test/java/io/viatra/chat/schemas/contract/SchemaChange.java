package io.viatra.chat.schemas.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What a topic's schema of today does to readers and records of a released one. Each finding is a
/// sentence that says what to do instead.
///
/// Allowed is what every reader survives: optional fields more, record types more. The schemas are
/// those that [TopicSchema] writes, so only what it uses is looked at.
final class SchemaChange {
  /// Deeper than records go; a schema that refers to itself ends here.
  private static final int DEPTH_MAX = 12;

  private final JsonNode oldRoot;
  private final JsonNode newRoot;
  private final List<String> found = new ArrayList<>();

  private SchemaChange(JsonNode oldRoot, JsonNode newRoot) {
    this.oldRoot = oldRoot;
    this.newRoot = newRoot;
  }

  /// Nothing where everybody can go on.
  static List<String> between(JsonNode released, JsonNode today) {
    var change = new SchemaChange(released, today);
    var then = types(released);
    var now = types(today);
    then.forEach((name, schema) -> {
      if (now.containsKey(name)) {
        change.compare(name, schema, now.get(name), 0);
      } else {
        change.found.add(
            "record type %s is gone: the log still holds such records, so keep it and its golden sample"
                .formatted(name));
      }
    });
    return change.found;
  }

  /// The record types of a topic, by name; a topic of one type has it at the root.
  static Map<String, JsonNode> types(JsonNode root) {
    var types = new TreeMap<String, JsonNode>();
    if (!root.has("anyOf")) {
      types.put(root.path("title").asText(), root);
    }
    for (var each : root.path("anyOf")) {
      var name = each.path("$ref").asText().replace("#/$defs/", "");
      types.put(name.replaceFirst("-[0-9]+$", ""), each);
    }
    return types;
  }

  private void compare(String where, JsonNode then, JsonNode now, int depth) {
    if (depth > DEPTH_MAX) {
      return;
    }
    var before = Shape.of(oldRoot, then);
    var after = Shape.of(newRoot, now);
    if (!before.kind.equals(after.kind)) {
      found.add(
          "%s was %s and is %s now: leave it as it was, and add a field of another name"
              .formatted(where, before.kind, after.kind));
      return;
    }
    constants(where, before.constants, after.constants);
    alternatives(where, before, after, depth);
    before.fields.forEach((name, schema) -> {
      var still = after.fields.get(name);
      if (still == null) {
        found.add(
            "%s.%s is gone: readers of this release rely on it, so go on writing it"
                .formatted(where, name));
      } else {
        compare(where + "." + name, schema, still, depth + 1);
      }
    });
    required(where, before, after);
    if (before.items != null && after.items != null) {
      compare(where + "[]", before.items, after.items, depth + 1);
    }
  }

  /// Of a field that may be one of several records.
  private void alternatives(String where, Shape before, Shape after, int depth) {
    before.alternatives.forEach((name, schema) -> {
      var still = after.alternatives.get(name);
      if (still == null) {
        found.add("%s may no more be %s: the log still holds it".formatted(where, name));
      } else {
        compare(where + "/" + name, schema, still, depth + 1);
      }
    });
  }

  private void constants(String where, Set<String> before, Set<String> after) {
    for (var each : before) {
      if (!after.contains(each)) {
        found.add("%s can no more be \"%s\": the log still holds it".formatted(where, each));
      }
    }
    for (var each : after) {
      if (!before.contains(each)) {
        found.add(
            ("%s can be \"%s\" now: readers of this release take such a record for poison; make a"
                    + " new record type, or wait until the release is out of use and delete its"
                    + " directory")
                .formatted(where, each));
      }
    }
  }

  private void required(String where, Shape before, Shape after) {
    for (var name : after.required) {
      if (!before.required.contains(name)) {
        found.add(
            "%s.%s is required now: records of this release lack it, so mark it @Nullable"
                .formatted(where, name));
      }
    }
    for (var name : before.required) {
      if (!after.required.contains(name) && after.fields.containsKey(name)) {
        found.add(
            "%s.%s may be absent now: readers of this release refuse a record without it"
                .formatted(where, name));
      }
    }
  }

  /// A schema with what it refers to, as one.
  private static final class Shape {
    private String kind = "anything";
    private final Set<String> constants = new TreeSet<>();
    private final Map<String, JsonNode> fields = new HashMap<>();
    private final Map<String, JsonNode> alternatives = new HashMap<>();
    private final Set<String> required = new HashSet<>();
    private @Nullable JsonNode items;

    static Shape of(JsonNode root, JsonNode schema) {
      var shape = new Shape();
      shape.take(root, schema, 0);
      return shape;
    }

    private void take(JsonNode root, JsonNode schema, int depth) {
      var ref = schema.path("$ref").asText();
      if (ref.startsWith("#/") && depth <= DEPTH_MAX) {
        take(root, root.at(ref.substring(1)), depth + 1);
      }
      if (schema.has("type")) {
        kind = schema.get("type").asText();
        if (schema.has("format")) {
          kind += " " + schema.get("format").asText();
        }
      }
      schema.path("enum").forEach(each -> constants.add(each.asText()));
      if (schema.has("const")) {
        constants.add(schema.get("const").asText());
      }
      schema
          .path("properties")
          .properties()
          .forEach(each -> fields.put(each.getKey(), each.getValue()));
      schema.path("required").forEach(each -> required.add(each.asText()));
      if (schema.has("anyOf")) {
        kind = "one of several";
        for (var each : schema.get("anyOf")) {
          alternatives.put(each.path("$ref").asText().replaceFirst("-[0-9]+$", ""), each);
        }
      }
      if (schema.has("items")) {
        items = schema.get("items");
      }
    }
  }
}

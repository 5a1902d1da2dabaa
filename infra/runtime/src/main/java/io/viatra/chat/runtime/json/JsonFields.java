package io.viatra.chat.runtime.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.viatra.chat.runtime.json.JsonProblem.Reason;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Typed fields of an object, without any coercion: `"10"`, `1.9` and `true` are not the integer
/// they look like. Null counts as absent. Unknown fields are not looked at.
///
/// @param object from [StrictJson]
public record JsonFields(ObjectNode object) {

  /// Whether the field is there and not null.
  public boolean has(String field) {
    return object.hasNonNull(field);
  }

  /// A required text of any length.
  public String text(String field) {
    return required(field, textOrNull(field));
  }

  /// A text, or null when absent.
  public @Nullable String textOrNull(String field) {
    JsonNode node = node(field);
    if (node != null && !node.isTextual()) {
      throw new JsonProblem(Reason.WRONG_TYPE, field);
    }
    return node == null ? null : node.textValue();
  }

  /// A required whole number within `min..max`, both included.
  public long integer(String field, long min, long max) {
    return required(field, integerOrNull(field, min, max));
  }

  /// A whole number within `min..max`, or null when absent.
  public @Nullable Long integerOrNull(String field, long min, long max) {
    JsonNode node = node(field);
    if (node == null) {
      return null;
    }
    if (!node.isIntegralNumber()) {
      throw new JsonProblem(Reason.WRONG_TYPE, field);
    }
    long value = node.longValue();
    if (value < min || value > max) {
      throw new JsonProblem(Reason.OUT_OF_RANGE, field);
    }
    return value;
  }

  /// A flag, or null when absent.
  public @Nullable Boolean flagOrNull(String field) {
    JsonNode node = node(field);
    if (node != null && !node.isBoolean()) {
      throw new JsonProblem(Reason.WRONG_TYPE, field);
    }
    return node == null ? null : node.booleanValue();
  }

  /// An object's fields, or null when absent.
  public @Nullable JsonFields objectOrNull(String field) {
    JsonNode node = node(field);
    if (node == null) {
      return null;
    }
    if (node instanceof ObjectNode child) {
      return new JsonFields(child);
    }
    throw new JsonProblem(Reason.WRONG_TYPE, field);
  }

  /// A list of texts, or null when absent.
  ///
  /// @param max how many at most; more is `OUT_OF_RANGE`
  public @Nullable List<String> textsOrNull(String field, int max) {
    JsonNode node = node(field);
    if (node == null) {
      return null;
    }
    if (!node.isArray()) {
      throw new JsonProblem(Reason.WRONG_TYPE, field);
    }
    if (node.size() > max) {
      throw new JsonProblem(Reason.OUT_OF_RANGE, field);
    }
    List<String> texts = new ArrayList<>(node.size());
    for (JsonNode item : node) {
      if (!item.isTextual()) {
        throw new JsonProblem(Reason.WRONG_TYPE, field);
      }
      texts.add(item.textValue());
    }
    return List.copyOf(texts);
  }

  /// A required list of texts; may be empty.
  public List<String> texts(String field, int max) {
    return required(field, textsOrNull(field, max));
  }

  private @Nullable JsonNode node(String field) {
    JsonNode node = object.get(field);
    return node == null || node.isNull() ? null : node;
  }

  private static <T> T required(String field, @Nullable T value) {
    if (value == null) {
      throw new JsonProblem(Reason.MISSING, field);
    }
    return value;
  }
}

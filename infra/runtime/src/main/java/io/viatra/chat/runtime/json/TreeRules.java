package io.viatra.chat.runtime.json;

import com.fasterxml.jackson.databind.JsonNode;
import io.viatra.chat.runtime.json.JsonProblem.Reason;

/// What a parsed tree must keep to. Recursion is bounded by the parser's depth limit.
final class TreeRules {
  private static final int KEYS_MAX = 1_000;

  private TreeRules() {}

  static void check(JsonNode node) {
    switch (node.getNodeType()) {
      case OBJECT -> object(node);
      case ARRAY -> node.forEach(TreeRules::check);
      case STRING -> text(node.textValue());
      case NUMBER -> number(node);
      case BOOLEAN, NULL -> {}
      case BINARY, MISSING, POJO -> throw new JsonProblem(Reason.MALFORMED);
    }
  }

  private static void object(JsonNode node) {
    if (node.size() > KEYS_MAX) {
      throw new JsonProblem(Reason.TOO_MANY_KEYS);
    }
    for (var property : node.properties()) {
      text(property.getKey());
      check(property.getValue());
    }
  }

  private static void number(JsonNode node) {
    boolean fits =
        node.isIntegralNumber() ? node.canConvertToLong() : Double.isFinite(node.doubleValue());
    if (!fits) {
      throw new JsonProblem(Reason.NUMBER_RANGE);
    }
  }

  /// Escapes such as `\ud800` pass any UTF-8 check; only the decoded text shows them.
  private static void text(String text) {
    for (int i = 0; i < text.length(); i++) {
      char unit = text.charAt(i);
      boolean pair =
          Character.isHighSurrogate(unit)
              && i + 1 < text.length()
              && Character.isLowSurrogate(text.charAt(i + 1));
      if (pair) {
        i++;
      } else if (unit == 0 || Character.isSurrogate(unit)) {
        throw new JsonProblem(Reason.BAD_TEXT);
      }
    }
  }
}

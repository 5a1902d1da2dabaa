package io.viatra.chat.edge.socketio;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

/// JSON as RFC 8259 has it and no further: duplicate keys, trailing tokens, NaN, comments and
/// numbers that no double can hold are refused, where Jackson by itself takes some of them.
/// Thread-safe.
final class StrictJson {
  /// For writing, which needs no limits.
  static final JsonMapper WRITER = JsonMapper.builder().build();

  private static final int NUMBER_LENGTH_MAX = 100;
  private static final int NAME_LENGTH_MAX = 256;

  private final JsonMapper mapper;
  private final int objectKeysMax;

  /// @param depthMax nesting of one argument; the array around the arguments is not counted
  StrictJson(int depthMax, int objectKeysMax) {
    this.objectKeysMax = objectKeysMax;
    StreamReadConstraints constraints =
        StreamReadConstraints.builder()
            .maxNestingDepth(depthMax + 1)
            .maxNumberLength(NUMBER_LENGTH_MAX)
            .maxNameLength(NAME_LENGTH_MAX)
            .build();
    mapper =
        JsonMapper.builder(
                JsonFactory.builder()
                    .streamReadConstraints(constraints)
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    // Names come from clients: interning them would let clients fill a global
                    // table.
                    .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                    .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
  }

  JsonNode parse(String text) throws PacketException {
    JsonNode root;
    try {
      root = mapper.readTree(text);
    } catch (JsonProcessingException e) {
      throw new PacketException();
    }
    check(root);
    return root;
  }

  /// Recursion is as deep as the parser allowed.
  private void check(JsonNode node) throws PacketException {
    if (node.isMissingNode()
        || (node.isObject() && node.size() > objectKeysMax)
        || (node.isFloatingPointNumber() && !Double.isFinite(node.doubleValue()))) {
      throw new PacketException();
    }
    for (JsonNode child : node) {
      check(child);
    }
  }
}

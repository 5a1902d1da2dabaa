package io.viatra.chat.streams.sequencer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

/// Metadata as a row holds it. It was looked at when its command was read, so it can be written and
/// read again.
final class FrameJson {
  private static final JsonMapper JSON = new JsonMapper();

  private FrameJson() {}

  static String text(JsonNode metadata) {
    return metadata.toString();
  }

  static JsonNode node(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a frame's row is damaged", e);
    }
  }
}

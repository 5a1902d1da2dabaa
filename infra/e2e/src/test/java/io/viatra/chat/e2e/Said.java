package io.viatra.chat.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// A message as it must stand in the end.
final class Said {
  final String conversation;
  final String id;
  final String sender;
  String content;
  boolean deleted;
  final Map<String, Set<String>> reactions = new TreeMap<>();

  Said(String conversation, String id, String sender, String content) {
    this.conversation = conversation;
    this.id = id;
    this.sender = sender;
    this.content = content;
  }

  boolean isAs(JsonNode message) {
    return message.path("isDeleted").asBoolean()
        ? deleted
        : !deleted
            && message.path("content").asText().equals(content)
            && Traveller.reactions(message).equals(reactions);
  }

  @Override
  public String toString() {
    return "%s by %s: %s %s %s".formatted(id, sender, deleted ? "deleted" : "", content, reactions);
  }
}

package io.viatra.chat.streams.sequencer;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What a conversation is called and looks like. A row of its own: it is put when it changes, while
/// [Conversation] is put for every message.
///
/// Absent means empty. So it is for conversations that began before frames were kept: what they
/// were called stands in the log alone until they are given a name anew.
record Frame(
    UUID conversationId,
    @Nullable String name,
    @Nullable String avatarUrl,
    @Nullable JsonNode metadata)
    implements Row {
  private static final String HISTORY = "history";
  private static final String FULL = "full";

  static Frame empty(UUID conversationId) {
    return new Frame(conversationId, null, null, null);
  }

  /// Whether members see what was said before they came (contract.md, Rights).
  boolean showsHistory() {
    return metadata != null && FULL.equals(metadata.path(HISTORY).asText());
  }
}

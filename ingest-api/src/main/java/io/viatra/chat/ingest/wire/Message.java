package io.viatra.chat.ingest.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.JsonNode;
import io.viatra.chat.schemas.conversation.Attachment;
import io.viatra.chat.schemas.conversation.MessageType;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A message as clients see it.
///
/// @param seq null in the answer to a send: the sequencer has not numbered it yet
/// @param ver likewise; of the last event that changed the message
/// @param content null where it is deleted
/// @param reactions emoji to the users who gave it
public record Message(
    UUID id,
    UUID conversationId,
    @Nullable Long seq,
    @Nullable Long ver,
    String senderId,
    MessageType messageType,
    @Nullable String content,
    String clientMessageId,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable UUID replyToId,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Attachment attachment,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable JsonNode metadata,
    Map<String, List<String>> reactions,
    @JsonUnwrapped Ticks ticks,
    @JsonProperty("isDeleted") boolean isDeleted,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Instant editedAt,
    Instant createdAt) {
  public Message {
    reactions = Map.copyOf(reactions);
  }
}

package io.viatra.chat.schemas.event;

import com.fasterxml.jackson.annotation.JsonTypeName;
import com.fasterxml.jackson.databind.JsonNode;
import io.viatra.chat.schemas.Check;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Name, picture and metadata after the change, absolute.
@JsonTypeName("conversation.updated")
public record ConversationUpdated(
    UUID conversationId,
    long ver,
    Instant at,
    String updatedBy,
    @Nullable String name,
    @Nullable String avatarUrl,
    @Nullable JsonNode metadata)
    implements ConversationEvent {
  public ConversationUpdated {
    Check.positive(ver, "ver");
    Check.userId(updatedBy);
  }
}

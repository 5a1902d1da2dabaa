package io.viatra.chat.schemas.event;

import com.fasterxml.jackson.annotation.JsonTypeName;
import com.fasterxml.jackson.databind.JsonNode;
import io.viatra.chat.schemas.Check;
import io.viatra.chat.schemas.conversation.ConversationType;
import io.viatra.chat.schemas.conversation.Member;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The first event of every conversation: `ver` is 1.
@JsonTypeName("conversation.created")
public record ConversationCreated(
    UUID conversationId,
    long ver,
    Instant at,
    ConversationType conversationType,
    String createdBy,
    List<Member> members,
    @Nullable String name,
    @Nullable String avatarUrl,
    @Nullable JsonNode metadata)
    implements ConversationEvent {
  public ConversationCreated {
    Check.positive(ver, "ver");
    Check.userId(createdBy);
    members = List.copyOf(members);
  }
}

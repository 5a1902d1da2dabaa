package io.viatra.chat.schemas.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import io.viatra.chat.schemas.Check;
import io.viatra.chat.schemas.conversation.ConversationType;
import io.viatra.chat.schemas.conversation.MemberState;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A conversation's frame and members at one `ver`.
///
/// @param members all of them with their watermarks up to the fan-out limit; above it the
///   delivery's recipients alone, and nobody in a [CrowdRecord]
public record ConversationSnapshot(
    UUID conversationId,
    long ver,
    Instant at,
    ConversationType conversationType,
    @Nullable String name,
    @Nullable String avatarUrl,
    @Nullable JsonNode metadata,
    long lastSeq,
    Instant createdAt,
    List<MemberState> members) {
  public ConversationSnapshot {
    Check.positive(ver, "ver");
    Check.notNegative(lastSeq, "lastSeq");
    members = List.copyOf(members);
  }
}

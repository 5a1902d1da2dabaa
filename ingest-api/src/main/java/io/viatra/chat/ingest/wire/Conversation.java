package io.viatra.chat.ingest.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.JsonNode;
import io.viatra.chat.schemas.conversation.ConversationType;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A conversation as one member sees it.
///
/// @param participants up to [#PARTICIPANTS_MAX]: everybody in a direct or group conversation, and
///   of a larger channel those who lead it, the caller and the first to come
/// @param lastMessage the newest that this member may see
/// @param unreadCount of this member
/// @param metadata an object, empty where there is none
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Conversation(
    UUID id,
    ConversationType type,
    @Nullable String name,
    @Nullable String avatarUrl,
    List<String> participantIds,
    List<Participant> participants,
    long lastSeq,
    long ver,
    @Nullable Message lastMessage,
    @Nullable Instant lastMessageAt,
    long unreadCount,
    @JsonUnwrapped OwnSettings settings,
    JsonNode metadata,
    Instant createdAt) {

  /// A group's largest size; a channel of 100,000 does not fit into an answer.
  public static final int PARTICIPANTS_MAX = 256;

  public Conversation {
    participantIds = List.copyOf(participantIds);
    participants = List.copyOf(participants);
  }
}

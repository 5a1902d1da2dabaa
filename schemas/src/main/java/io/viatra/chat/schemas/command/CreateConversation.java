package io.viatra.chat.schemas.command;

import com.fasterxml.jackson.annotation.JsonTypeName;
import com.fasterxml.jackson.databind.JsonNode;
import io.viatra.chat.schemas.Check;
import io.viatra.chat.schemas.conversation.ConversationType;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Begin a conversation. A direct one that exists already is the same one: outcome *repeated*.
///
/// @param participantIds everybody but the actor; exactly one for `direct`
/// @param conversationId for `direct` it must be
///   [io.viatra.chat.schemas.conversation.ConversationId#direct]; else chosen by the edge
@JsonTypeName("conversation.create")
public record CreateConversation(
    UUID conversationId,
    String actorId,
    ConversationType conversationType,
    List<String> participantIds,
    @Nullable String name,
    @Nullable String avatarUrl,
    @Nullable JsonNode metadata)
    implements Command {
  public CreateConversation {
    Check.userId(actorId);
    participantIds = Check.distinct(participantIds, MEMBERS_MAX, "participantIds");
    participantIds.forEach(Check::userId);
    Check.that(!participantIds.contains(actorId), "participantIds");
    Check.lengthIfPresent(name, NAME_MAX, "name");
    Check.lengthIfPresent(avatarUrl, URL_MAX, "avatarUrl");
  }
}

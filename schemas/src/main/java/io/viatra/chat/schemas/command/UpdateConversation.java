package io.viatra.chat.schemas.command;

import com.fasterxml.jackson.annotation.JsonTypeName;
import com.fasterxml.jackson.databind.JsonNode;
import io.viatra.chat.schemas.Check;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Owners and admins change name, picture or metadata; absent fields stay.
@JsonTypeName("conversation.update")
public record UpdateConversation(
    UUID conversationId,
    String actorId,
    @Nullable String name,
    @Nullable String avatarUrl,
    @Nullable JsonNode metadata)
    implements Command {
  public UpdateConversation {
    Check.userId(actorId);
    Check.lengthIfPresent(name, NAME_MAX, "name");
    Check.lengthIfPresent(avatarUrl, URL_MAX, "avatarUrl");
  }
}

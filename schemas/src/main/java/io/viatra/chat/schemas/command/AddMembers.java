package io.viatra.chat.schemas.command;

import com.fasterxml.jackson.annotation.JsonTypeName;
import io.viatra.chat.schemas.Check;
import java.util.List;
import java.util.UUID;

/// Owners and admins bring people in.
@JsonTypeName("members.add")
public record AddMembers(UUID conversationId, String actorId, List<String> userIds)
    implements Command {
  public AddMembers {
    Check.userId(actorId);
    userIds = Check.distinct(userIds, MEMBERS_MAX, "userIds");
    Check.that(!userIds.isEmpty(), "userIds");
    userIds.forEach(Check::userId);
  }
}

package io.viatra.chat.schemas.event;

import com.fasterxml.jackson.annotation.JsonTypeName;
import io.viatra.chat.schemas.Check;
import io.viatra.chat.schemas.conversation.Member;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/// People came in; they see and count what follows their `joinedSeq`.
@JsonTypeName("members.added")
public record MembersAdded(
    UUID conversationId, long ver, Instant at, String addedBy, List<Member> members)
    implements ConversationEvent {
  public MembersAdded {
    Check.positive(ver, "ver");
    Check.userId(addedBy);
    members = List.copyOf(members);
  }
}

package io.viatra.chat.schemas.event;

import com.fasterxml.jackson.annotation.JsonTypeName;
import io.viatra.chat.schemas.Check;
import io.viatra.chat.schemas.conversation.MemberSettings;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A member's own settings after the change, absolute.
///
/// It is one person's affair, so it takes no `ver`: everybody else would see a hole where nothing
/// was for them to see.
///
/// @param ver the conversation's newest then, which this event leaves as it is
/// @param revision dense from 1 over the changes of this membership
@JsonTypeName("settings.changed")
public record SettingsChanged(
    UUID conversationId,
    long ver,
    Instant at,
    String userId,
    long revision,
    @Nullable Instant mutedUntil,
    @Nullable Instant pinnedAt,
    @Nullable Instant archivedAt,
    boolean markedUnread)
    implements ChatEvent {
  public SettingsChanged {
    Check.positive(ver, "ver");
    Check.positive(revision, "revision");
    Check.userId(userId);
  }

  public MemberSettings settings() {
    return new MemberSettings(mutedUntil, pinnedAt, archivedAt, markedUnread);
  }
}

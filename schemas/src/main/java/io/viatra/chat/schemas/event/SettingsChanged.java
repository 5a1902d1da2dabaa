package io.viatra.chat.schemas.event;

import com.fasterxml.jackson.annotation.JsonTypeName;
import io.viatra.chat.schemas.Check;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A member's own settings after the change, absolute.
@JsonTypeName("settings.changed")
public record SettingsChanged(
    UUID conversationId,
    long ver,
    Instant at,
    String userId,
    @Nullable Instant mutedUntil,
    @Nullable Instant pinnedAt,
    @Nullable Instant archivedAt,
    boolean markedUnread)
    implements ConversationEvent {
  public SettingsChanged {
    Check.positive(ver, "ver");
    Check.userId(userId);
  }
}

package io.viatra.chat.schemas.command;

import com.fasterxml.jackson.annotation.JsonTypeName;
import io.viatra.chat.schemas.Check;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A member's own settings; absent fields stay. A `mutedUntil` that is past, such as the epoch,
/// ends a mute.
@JsonTypeName("settings.change")
public record ChangeSettings(
    UUID conversationId,
    String actorId,
    @Nullable Instant mutedUntil,
    @Nullable Boolean pinned,
    @Nullable Boolean archived,
    @Nullable Boolean markedUnread)
    implements Command {
  public ChangeSettings {
    Check.userId(actorId);
  }
}

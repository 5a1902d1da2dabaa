package io.viatra.chat.schemas.event;

import com.fasterxml.jackson.annotation.JsonTypeName;
import io.viatra.chat.schemas.Check;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A command changed nothing, and why.
///
/// @param command the refused command's type, as in `Command`
/// @param clientMessageId lets the sender's devices find the message that did not come to be
@JsonTypeName("command.rejected")
public record CommandRejected(
    UUID conversationId,
    Instant at,
    String actorId,
    String command,
    RejectionCode code,
    @Nullable String clientMessageId)
    implements CommandOutcome {
  public CommandRejected {
    Check.userId(actorId);
  }
}

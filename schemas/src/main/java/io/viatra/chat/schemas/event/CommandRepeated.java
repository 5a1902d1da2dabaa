package io.viatra.chat.schemas.event;

import com.fasterxml.jackson.annotation.JsonTypeName;
import io.viatra.chat.schemas.Check;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A command changed nothing because its effect stands already.
///
/// @param seq of the message that stands, where the command sent one
@JsonTypeName("command.repeated")
public record CommandRepeated(
    UUID conversationId,
    Instant at,
    String actorId,
    String command,
    @Nullable UUID messageId,
    @Nullable Long seq)
    implements CommandOutcome {
  public CommandRepeated {
    Check.userId(actorId);
  }
}

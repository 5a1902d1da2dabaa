package io.viatra.chat.streams.sequencer;

import io.viatra.chat.schemas.command.Command;
import io.viatra.chat.schemas.event.CommandRepeated;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Says that a command's effect stands already: its one outcome, and no change.
final class Repetition {
  private Repetition() {}

  static Decision of(Command command, Instant at) {
    return of(command, null, null, at);
  }

  /// @param messageId of the message that stands, where the command was about one
  /// @param seq likewise, where the command sent it
  static Decision of(Command command, @Nullable UUID messageId, @Nullable Long seq, Instant at) {
    var repeated =
        new CommandRepeated(
            command.conversationId(),
            at,
            command.actorId(),
            CommandType.of(command),
            messageId,
            seq);
    return Decision.unchanged(Outcome.REPEATED, new Emission.ToLog(repeated));
  }
}

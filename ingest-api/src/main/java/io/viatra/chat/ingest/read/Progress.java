package io.viatra.chat.ingest.read;

import io.viatra.chat.schemas.codec.ConsistencyToken;
import io.viatra.chat.schemas.codec.ConsistencyToken.Outcome;
import java.util.Map;

/// How far the read model is: of each topic of outcomes and partition of commands, the highest
/// command whose outcome it holds.
public record Progress(Map<Source, Long> commands) {

  /// Where outcomes come from.
  public record Source(Outcome outcome, int partition) {}

  public Progress {
    commands = Map.copyOf(commands);
  }

  /// Whether the read model holds the outcome of that command.
  public boolean covers(ConsistencyToken token) {
    var command = token.command();
    var reached = commands.get(new Source(token.outcome(), command.partition()));
    return reached != null && reached >= command.offset();
  }
}

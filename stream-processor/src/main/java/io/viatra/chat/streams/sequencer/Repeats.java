package io.viatra.chat.streams.sequencer;

import io.viatra.chat.schemas.command.SendMessage;
import java.time.Instant;

/// What was said before, by (conversation, sender, clientMessageId).
final class Repeats {
  private final State state;

  Repeats(State state) {
    this.state = state;
  }

  /// What is known of a message that somebody sends.
  sealed interface Known {
    /// Not seen within 72 h.
    record New() implements Known {}

    /// Accepted before, as `seq`.
    record Same(long seq) implements Known {}

    /// The id is taken by a message that says something else.
    record Other() implements Known {}
  }

  Known of(SendMessage send, Fingerprint body, Instant at) {
    var acceptance =
        state.acceptance(send.conversationId(), send.actorId(), send.clientMessageId());
    if (acceptance == null || !acceptance.holdsAt(at)) {
      return new Known.New();
    }
    return acceptance.body().equals(body) ? new Known.Same(acceptance.seq()) : new Known.Other();
  }
}

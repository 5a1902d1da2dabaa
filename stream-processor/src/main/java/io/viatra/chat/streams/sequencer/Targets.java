package io.viatra.chat.streams.sequencer;

import io.viatra.chat.schemas.Check;
import io.viatra.chat.schemas.command.Command;
import io.viatra.chat.schemas.conversation.MessageId;
import io.viatra.chat.schemas.conversation.MessageRef;
import io.viatra.chat.schemas.event.RejectionCode;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Finds the message that a command is about. Its facts come with the command, since the sequencer
/// does not remember every message; what it does remember counts more.
final class Targets {
  private final State state;
  private final Refusals refusals;

  Targets(State state, Refusals refusals) {
    this.state = state;
    this.refusals = refusals;
  }

  sealed interface Target {
    /// @param message its facts, as they are remembered where they are
    /// @param recent null for one that is older than [RecentMessage#KEPT] others
    /// @param changed null for one that nobody changed
    record Found(
        Admission admission,
        MessageRef message,
        @Nullable RecentMessage recent,
        @Nullable ChangedMessage changed)
        implements Target {
      boolean deleted() {
        return (changed != null && changed.deleted()) || (recent != null && recent.deleted());
      }
    }

    record Refused(Decision decision) implements Target {}
  }

  Target of(Command command, MessageRef said, Instant at) {
    var id = command.conversationId();
    if (!isConsistent(id, said)) {
      return new Target.Refused(refusals.contradiction(command, at));
    }
    var admission = Admission.of(command, state);
    if (admission == null) {
      return new Target.Refused(refusals.unknown(command, at));
    }
    var recent = state.recent(id, said.seq());
    var changed = state.changed(id, said.seq());
    boolean known =
        said.seq() <= admission.conversation().lastSeq()
            && (recent == null || recent.messageId().equals(said.messageId()))
            && (changed == null || changed.messageId().equals(said.messageId()));
    return known && sees(admission.actor(), said.seq())
        ? new Target.Found(admission, facts(said, recent), recent, changed)
        : new Target.Refused(refusals.refuse(command, at, RejectionCode.NOT_FOUND));
  }

  /// What was said before somebody came is not there for them, unless the conversation shows it.
  private boolean sees(Membership actor, long seq) {
    return seq > actor.joinedSeq() || state.frame(actor.conversationId()).showsHistory();
  }

  /// An id follows from sender and client id, so a target that names both proves itself.
  private static boolean isConsistent(UUID conversationId, MessageRef target) {
    var clientMessageId = target.clientMessageId();
    if (clientMessageId == null) {
      return true;
    }
    return !clientMessageId.isEmpty()
        && clientMessageId.length() <= Check.ID_MAX
        && MessageId.of(conversationId, target.senderId(), clientMessageId)
            .equals(target.messageId());
  }

  private static MessageRef facts(MessageRef said, @Nullable RecentMessage recent) {
    return recent == null
        ? said
        : new MessageRef(
            recent.messageId(),
            recent.seq(),
            recent.senderId(),
            recent.type(),
            said.clientMessageId(),
            recent.createdAt());
  }
}

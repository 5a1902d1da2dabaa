package io.viatra.chat.streams.sequencer;

import io.viatra.chat.schemas.event.ChatEvent;
import io.viatra.chat.schemas.event.CommandOutcome;
import io.viatra.chat.schemas.event.ConversationCreated;
import io.viatra.chat.schemas.event.ConversationEvent;
import io.viatra.chat.schemas.event.ConversationUpdated;
import io.viatra.chat.schemas.event.MemberRemoved;
import io.viatra.chat.schemas.event.MembersAdded;
import io.viatra.chat.schemas.event.MessageDeleted;
import io.viatra.chat.schemas.event.MessageEdited;
import io.viatra.chat.schemas.event.MessageSent;
import io.viatra.chat.schemas.event.ReactionChanged;
import io.viatra.chat.schemas.event.RoleChanged;
import io.viatra.chat.schemas.event.SettingsChanged;
import io.viatra.chat.schemas.receipt.Receipt;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Tells which rows an event of the log leaves behind, and which deliveries it led to. It asks no
/// rule whether it may: what stands in the log was accepted by the rules of its day. Pure, like
/// [Sequencer], and made of the same parts: [Effects], [Numbering] and the fan-outs.
///
/// Receipts are asked for when a membership begins, and may be later than that: watermarks only
/// rise, so the row ends as if each had come in its time. They are kept by member and not by
/// membership; what somebody had before they left lies at or below their next `joinedSeq`, and says
/// nothing then.
final class Fold {
  private final State state;
  private final Receipts receipts;
  private final Retelling retelling;
  private Instant now = Instant.EPOCH;

  /// @param fanoutMax members above which a conversation is a crowd
  Fold(State state, Receipts receipts, int partitions, int fanoutMax) {
    this.state = state;
    this.receipts = receipts;
    retelling = new Retelling(state, partitions, fanoutMax);
  }

  /// Of messages that nobody can repeat at this time no acceptance is put: most of a long log.
  void goesUpTo(Instant time) {
    now = time;
  }

  /// The highest receipt of each member.
  @FunctionalInterface
  interface Receipts {
    @Nullable Receipt of(UUID conversationId, String userId);
  }

  /// What came of one event.
  sealed interface Step {
    record Taken(Decision decision) implements Step {}

    /// It changes no row: an outcome without one, or an event that was there before.
    record Passed() implements Step {}

    /// The log is not whole: what must lie between is missing.
    ///
    /// @param ver that was expected
    record Broken(UUID conversationId, long ver) implements Step {}
  }

  Step of(ChatEvent event) {
    return switch (event) {
      case CommandOutcome _ -> new Step.Passed();
      case SettingsChanged changed -> settings(changed);
      case ConversationEvent numbered -> numbered(numbered);
    };
  }

  private Step numbered(ConversationEvent event) {
    var id = event.conversationId();
    var before = state.conversation(id);
    long next = before == null ? 1 : before.ver() + 1;
    if (event.ver() < next) {
      return new Step.Passed();
    }
    if (event.ver() > next) {
      return new Step.Broken(id, next);
    }
    if (before != null) {
      return taken(event, before, Numbering.after(before, event));
    }
    return event instanceof ConversationCreated created
        ? new Step.Taken(begun(created))
        : new Step.Broken(id, next);
  }

  private Decision begun(ConversationCreated created) {
    var conversation = Effects.begun(created, Effects.fingerprint(created));
    var frame = Effects.frame(created);
    var members = Effects.members(created).stream().map(this::told).toList();
    var draft = Decision.accepting().put(conversation).put(members);
    if (!frame.equals(Frame.empty(created.conversationId()))) {
      draft.put(frame);
    }
    return draft.write(retelling.begun(conversation, frame, members)).decided();
  }

  private Step taken(ConversationEvent event, Conversation before, Conversation after) {
    var draft = Decision.accepting().put(after);
    switch (event) {
      case ConversationCreated _ -> {
        return new Step.Broken(before.conversationId(), after.ver());
      }
      case MessageSent sent ->
          draft
              .put(
                  Acceptance.holds(sent.at(), now)
                      ? Effects.of(sent, Effects.fingerprint(sent))
                      : List.of(Effects.recent(sent)))
              .write(retelling.message(sent, after));
      case MessageEdited edited ->
          draft
              .put(Effects.of(edited))
              .write(retelling.change(edited, after, edited.target(), edited.body()));
      case ReactionChanged changed ->
          draft
              .put(Effects.of(changed))
              .write(retelling.change(changed, after, changed.target(), null));
      case MessageDeleted deleted -> deleted(draft, deleted, after);
      case MembersAdded added -> {
        var rows = Effects.members(added).stream().map(this::told).toList();
        draft.put(rows).write(retelling.frame(added, before, after, rows, null));
      }
      case MemberRemoved removed -> removed(draft, removed, before, after);
      case RoleChanged changed -> {
        var rows = roles(changed);
        draft.put(rows).write(retelling.frame(changed, after, after, rows, null));
      }
      case ConversationUpdated updated -> {
        var frame = Effects.frame(updated);
        draft.put(frame).write(retelling.reframed(updated, after, frame));
      }
    }
    return new Step.Taken(draft.decided());
  }

  private void deleted(Decision.Draft draft, MessageDeleted deleted, Conversation after) {
    var id = deleted.conversationId();
    long seq = deleted.target().seq();
    draft
        .put(Effects.of(deleted, state.recent(id, seq), state.reactions(id, seq)))
        .write(retelling.deletion(deleted, after));
  }

  private void removed(
      Decision.Draft draft, MemberRemoved removed, Conversation before, Conversation after) {
    var heir = removed.successorId();
    var standing = heir == null ? null : state.member(removed.conversationId(), heir);
    var rows = standing == null ? List.<Membership>of() : List.of(Effects.successor(standing));
    draft
        .put(Effects.departure(removed))
        .put(rows)
        .write(retelling.removal(removed))
        .write(retelling.frame(removed, before, after, rows, removed.userId()));
  }

  private List<Membership> roles(RoleChanged changed) {
    var id = changed.conversationId();
    var target = state.member(id, changed.userId());
    var former = changed.formerOwnerId();
    return target == null
        ? List.of()
        : Effects.of(changed, target, former == null ? null : state.member(id, former));
  }

  private Step settings(SettingsChanged changed) {
    var id = changed.conversationId();
    var conversation = state.conversation(id);
    var before = state.member(id, changed.userId());
    if (conversation == null || conversation.ver() < changed.ver()) {
      return new Step.Broken(id, conversation == null ? 1 : conversation.ver() + 1);
    }
    // One that was written before this membership began is of an earlier one.
    boolean earlier =
        before == null
            || changed.ver() < before.joinedVer()
            || changed.revision() <= before.settings().revision();
    if (before == null || earlier) {
      return new Step.Passed();
    }
    var after = Effects.of(changed, before);
    return new Step.Taken(
        Decision.accepting()
            .put(after)
            .write(List.of(retelling.own(changed, conversation, after)))
            .decided());
  }

  /// A new member with what the receipts say of it.
  private Membership told(Membership joining) {
    var receipt = receipts.of(joining.conversationId(), joining.userId());
    return receipt == null ? joining : Watermarks.raised(joining, receipt);
  }
}

package io.viatra.chat.streams.sequencer;

import io.viatra.chat.schemas.command.React;
import io.viatra.chat.schemas.conversation.MessageState;
import io.viatra.chat.schemas.delivery.MessageChangeDelivery;
import io.viatra.chat.schemas.event.ReactionChanged;
import io.viatra.chat.schemas.event.RejectionCode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/// Keeps the set (message, user, emoji): adding what is there, or taking what is not, is a repeat.
final class Reacting {
  /// Different emoji on one message.
  static final int EMOJI_MAX = 20;

  /// Reactions to one message, over all emoji. With longest ids some 260 KB, so that a whole
  /// message with a thousand recipients stays below a broker's default record of 1 MiB.
  static final int REACTIONS_MAX = 2_000;

  private final State state;
  private final Refusals refusals;
  private final Targets targets;
  private final ChangeFanout fanout;

  Reacting(State state, Refusals refusals, Targets targets, ChangeFanout fanout) {
    this.state = state;
    this.refusals = refusals;
    this.targets = targets;
    this.fanout = fanout;
  }

  Decision decide(React react, Instant at) {
    if (!Emoji.isOne(react.emoji())) {
      return refusals.refuse(react, at, RejectionCode.INVALID);
    }
    return switch (targets.of(react, react.target(), at)) {
      case Targets.Target.Refused(var decision) -> decision;
      case Targets.Target.Found target ->
          target.deleted()
              ? refusals.refuse(react, at, RejectionCode.NOT_FOUND)
              : decide(react, target, at);
    };
  }

  private Decision decide(React react, Targets.Target.Found target, Instant at) {
    var message = target.message();
    var before = state.reactions(react.conversationId(), message.seq());
    var row =
        new ReactionRow(
            react.conversationId(), message.seq(), react.emoji(), react.actorId(), true);
    if (before.contains(row) != react.remove()) {
      return Repetition.of(react, message.messageId(), null, at);
    }
    if (!react.remove() && isFull(before, react.emoji())) {
      return refusals.refuse(react, at, RejectionCode.CONFLICT);
    }
    var after = new ArrayList<>(before);
    if (react.remove()) {
      after.remove(row);
    } else {
      after.add(row);
    }
    return accept(react, target, after, at);
  }

  private static boolean isFull(List<ReactionRow> reactions, String emoji) {
    var different = new HashSet<String>();
    reactions.forEach(reaction -> different.add(reaction.emoji()));
    different.add(emoji);
    return different.size() > EMOJI_MAX || reactions.size() >= REACTIONS_MAX;
  }

  private Decision accept(
      React react, Targets.Target.Found target, List<ReactionRow> reactions, Instant at) {
    var id = react.conversationId();
    var message = target.message();
    var conversation = Numbering.event(target.admission().conversation());
    var changed =
        new ReactionChanged(
            id, conversation.ver(), at, message, react.actorId(), react.emoji(), !react.remove());
    return Decision.accepting()
        .put(conversation)
        .put(Effects.of(changed))
        .write(new Emission.ToLog(changed))
        .write(
            fanout.of(
                changed,
                conversation,
                message,
                (users, ticks) ->
                    new MessageChangeDelivery(
                        new MessageState(
                            id,
                            changed.ver(),
                            message,
                            react.content().saying(MessageStates.body(target, react.content())),
                            MessageStates.grouped(reactions),
                            ticks,
                            MessageStates.editedAt(target)),
                        users)))
        .decided();
  }
}

package io.viatra.chat.streams.sequencer;

import io.viatra.chat.schemas.command.AddMembers;
import io.viatra.chat.schemas.command.ChangeRole;
import io.viatra.chat.schemas.command.ChangeSettings;
import io.viatra.chat.schemas.command.Command;
import io.viatra.chat.schemas.command.CreateConversation;
import io.viatra.chat.schemas.command.DeleteMessage;
import io.viatra.chat.schemas.command.EditMessage;
import io.viatra.chat.schemas.command.EraseUser;
import io.viatra.chat.schemas.command.MarkDelivered;
import io.viatra.chat.schemas.command.MarkRead;
import io.viatra.chat.schemas.command.React;
import io.viatra.chat.schemas.command.RemoveMember;
import io.viatra.chat.schemas.command.SendMessage;
import io.viatra.chat.schemas.command.UpdateConversation;
import java.time.Instant;

/// Decides what one command leads to. Pure: the same state, command and time give the same decision
/// for ever, which is what lets a crash repeat it and a rebuild trust it.
final class Sequencer {
  private final Refusals refusals;
  private final Creation creation;
  private final Sending sending;
  private final Editing editing;
  private final Deletion deletion;
  private final Reacting reacting;
  private final Marking marking;
  private final Joining joining;
  private final Leaving leaving;
  private final RoleGiving roleGiving;
  private final Reframing reframing;
  private final Settling settling;

  /// @param partitions of `chat.deliveries.v1`
  /// @param fanoutMax members up to which a conversation is delivered to each of them; above it
  ///   goes through the crowd topic
  Sequencer(State state, int partitions, int fanoutMax) {
    refusals = new Refusals(partitions);
    var crowds = new CrowdFanout(partitions, fanoutMax);
    var frames = new FrameFanout(state, partitions, fanoutMax);
    creation = new Creation(state, refusals, frames);
    joining = new Joining(state, refusals, frames);
    leaving = new Leaving(state, refusals, frames, partitions);
    roleGiving = new RoleGiving(state, refusals, frames);
    reframing = new Reframing(state, refusals, frames);
    settling = new Settling(state, refusals, frames);
    var receipts = new ReceiptFanout(state, partitions, crowds);
    sending = new Sending(state, refusals, new Deliveries(state, crowds), receipts);
    marking = new Marking(state, refusals, receipts, settling);
    var targets = new Targets(state, refusals);
    var changes = new ChangeFanout(state, partitions, crowds);
    editing = new Editing(state, refusals, targets, changes);
    deletion = new Deletion(state, refusals, targets, changes);
    reacting = new Reacting(state, refusals, targets, changes);
  }

  /// @param fingerprint of the command's content, see [CommandReader]
  /// @param at the command's append time
  Decision decide(Command command, Fingerprint fingerprint, Instant at) {
    return switch (command) {
      case CreateConversation create -> creation.decide(create, fingerprint, at);
      case SendMessage send -> sending.decide(send, fingerprint, at);
      case DeleteMessage delete -> deletion.decide(delete, at);
      case MarkDelivered delivered -> marking.decide(delivered, at);
      case MarkRead read -> marking.decide(read, at);
      case EditMessage edit -> editing.decide(edit, at);
      case React react -> reacting.decide(react, at);
      case AddMembers add -> joining.decide(add, at);
      case RemoveMember remove -> leaving.decide(remove, at);
      case ChangeRole change -> roleGiving.decide(change, at);
      case UpdateConversation update -> reframing.decide(update, at);
      case ChangeSettings change -> settling.decide(change, at);
      case EraseUser erase -> refusals.reserved(erase, at);
    };
  }
}

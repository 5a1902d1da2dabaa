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
import io.viatra.chat.schemas.event.RejectionCode;
import java.time.Instant;

/// Decides what one command leads to. Pure: the same state, command and time give the same decision
/// for ever, which is what lets a crash repeat it and a rebuild trust it.
final class Sequencer {
  private final Creation creation;
  private final Sending sending;
  private final Deletion deletion;
  private final Marking marking;
  private final Refusals refusals;

  /// @param partitions of `chat.deliveries.v1`
  /// @param fanoutMax members up to which a conversation is delivered to each of them; above it
  ///   goes through the crowd topic
  Sequencer(State state, int partitions, int fanoutMax) {
    refusals = new Refusals(partitions);
    var deliveries = new Deliveries(state, partitions, fanoutMax);
    var fanout = new ReceiptFanout(state, partitions, fanoutMax);
    creation = new Creation(state, refusals, deliveries);
    sending = new Sending(state, refusals, deliveries, fanout);
    deletion = new Deletion(state, refusals, deliveries);
    marking = new Marking(state, refusals, fanout);
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
      // Declared for the log's sake; no edge offers them, so whoever asks is told so.
      case EditMessage edit -> refuse(edit, at);
      case React react -> refuse(react, at);
      case AddMembers add -> refuse(add, at);
      case RemoveMember remove -> refuse(remove, at);
      case ChangeRole change -> refuse(change, at);
      case UpdateConversation update -> refuse(update, at);
      case ChangeSettings change -> refuse(change, at);
      case EraseUser erase -> refuse(erase, at);
    };
  }

  private Decision refuse(Command command, Instant at) {
    return refusals.refuse(command, at, RejectionCode.INVALID);
  }
}

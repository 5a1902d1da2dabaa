package io.viatra.chat.sink;

import io.viatra.chat.schemas.event.ChatEvent;
import io.viatra.chat.schemas.event.CommandRejected;
import io.viatra.chat.schemas.event.CommandRepeated;
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

/// A batch folded per row, in memory, before anything is written: an edit after its message in the
/// same batch is one row, and a statement never meets the same row twice.
///
/// The result does not depend on where a batch began or ended, which is what makes a replay give
/// identical tables.
public final class Fold {
  final ConversationFold conversations = new ConversationFold();
  final MemberFold members = new MemberFold();
  final MessageFold messages = new MessageFold();
  final ReactionFold reactions = new ReactionFold();
  final DeviceFold devices = new DeviceFold();

  public static Fold of(Iterable<Entry> entries) {
    Fold fold = new Fold();
    entries.forEach(entry -> fold.add(entry.change()));
    return fold;
  }

  void add(Change change) {
    switch (change) {
      case Change.Happened(ChatEvent event) -> happened(event);
      case Change.Advanced(var receipt) -> members.receipt(receipt);
      case Change.Registered(var device) -> devices.registered(device);
      case Change.Unregistered(var userId, var deviceId) -> devices.unregistered(userId, deviceId);
      case Change.Nothing() -> {}
    }
  }

  private void happened(ChatEvent event) {
    if (event instanceof ConversationEvent durable) {
      conversations.touched(durable);
    }
    switch (event) {
      case ConversationCreated e -> {
        conversations.created(e);
        members.joined(e.conversationId(), e.members(), e.ver());
      }
      case MessageSent e -> sent(e);
      case MessageEdited e -> {
        conversations.messageChanged(e);
        messages.edited(e);
      }
      case MessageDeleted e -> {
        conversations.messageChanged(e);
        messages.deleted(e);
      }
      case ReactionChanged e -> {
        conversations.messageChanged(e);
        reactions.changed(e);
        messages.reacted(e);
      }
      case MembersAdded e -> {
        conversations.framed(e);
        members.joined(e.conversationId(), e.members(), e.ver());
      }
      case MemberRemoved e -> {
        conversations.framed(e);
        members.left(e);
      }
      case RoleChanged e -> {
        conversations.framed(e);
        members.role(e);
      }
      case ConversationUpdated e -> {
        conversations.framed(e);
        conversations.updated(e);
      }
      case SettingsChanged e -> members.settings(e);
      // Nothing changed; that the command is done is in the progress.
      case CommandRejected _, CommandRepeated _ -> {}
    }
  }

  private void sent(MessageSent event) {
    conversations.message(event);
    messages.sent(event);
    Long read = event.senderReadSeq();
    if (read != null) {
      members.read(event.conversationId(), event.senderId(), read, event.at());
    }
  }
}

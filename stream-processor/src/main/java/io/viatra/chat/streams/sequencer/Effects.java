package io.viatra.chat.streams.sequencer;

import io.viatra.chat.schemas.command.Command;
import io.viatra.chat.schemas.command.CreateConversation;
import io.viatra.chat.schemas.command.SendMessage;
import io.viatra.chat.schemas.conversation.Member;
import io.viatra.chat.schemas.conversation.Role;
import io.viatra.chat.schemas.event.ConversationCreated;
import io.viatra.chat.schemas.event.ConversationUpdated;
import io.viatra.chat.schemas.event.MemberRemoved;
import io.viatra.chat.schemas.event.MembersAdded;
import io.viatra.chat.schemas.event.MessageDeleted;
import io.viatra.chat.schemas.event.MessageEdited;
import io.viatra.chat.schemas.event.MessageSent;
import io.viatra.chat.schemas.event.ReactionChanged;
import io.viatra.chat.schemas.event.RoleChanged;
import io.viatra.chat.schemas.event.SettingsChanged;
import io.viatra.chat.schemas.topic.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The rows that an event leaves behind, beside the conversation's own ([Numbering]): the same
/// whether its command was accepted a moment ago or the log is folded anew ([Fold]). Both go
/// through here, so a rebuilt store cannot come to differ from a lived one.
///
/// What an event does not say (a member's other fields, the reactions that go with a message) is
/// handed in by the caller, who has read it already.
final class Effects {
  private Effects() {}

  static Conversation begun(ConversationCreated created, Fingerprint creation) {
    return new Conversation(
        created.conversationId(),
        created.conversationType(),
        created.ver(),
        0,
        created.members().size(),
        created.at(),
        created.createdBy(),
        creation);
  }

  static Frame frame(ConversationCreated created) {
    return new Frame(
        created.conversationId(), created.name(), created.avatarUrl(), created.metadata());
  }

  static Frame frame(ConversationUpdated updated) {
    return new Frame(
        updated.conversationId(), updated.name(), updated.avatarUrl(), updated.metadata());
  }

  static List<Membership> members(ConversationCreated created) {
    return joining(created.conversationId(), created.ver(), created.members());
  }

  static List<Membership> members(MembersAdded added) {
    return joining(added.conversationId(), added.ver(), added.members());
  }

  private static List<Membership> joining(UUID conversationId, long ver, List<Member> members) {
    return members.stream().map(member -> Membership.joining(conversationId, ver, member)).toList();
  }

  static List<Row> of(MessageSent sent, Fingerprint body) {
    return List.of(
        recent(sent),
        new Acceptance(
            sent.conversationId(),
            sent.senderId(),
            sent.clientMessageId(),
            sent.seq(),
            body,
            sent.at()));
  }

  /// All that a message leaves behind which nobody can repeat any more.
  static RecentMessage recent(MessageSent sent) {
    return new RecentMessage(
        sent.conversationId(),
        sent.seq(),
        sent.messageId(),
        sent.senderId(),
        sent.messageType(),
        sent.at(),
        false);
  }

  static Row of(MessageEdited edited) {
    var target = edited.target();
    return ChangedMessage.edited(
        edited.conversationId(), target.seq(), target.messageId(), edited.body(), edited.at());
  }

  /// @param recent null where the message is remembered no more
  /// @param reactions all that the message has
  static List<Row> of(
      MessageDeleted deleted, @Nullable RecentMessage recent, List<ReactionRow> reactions) {
    var target = deleted.target();
    var rows = new ArrayList<Row>();
    rows.add(ChangedMessage.deleted(deleted.conversationId(), target.seq(), target.messageId()));
    if (recent != null) {
      rows.add(recent.asDeleted());
    }
    reactions.forEach(reaction -> rows.add(reaction.gone()));
    return rows;
  }

  static Row of(ReactionChanged changed) {
    return new ReactionRow(
        changed.conversationId(),
        changed.target().seq(),
        changed.emoji(),
        changed.userId(),
        changed.added());
  }

  static Departure departure(MemberRemoved removed) {
    return new Departure(removed.conversationId(), removed.userId());
  }

  /// @param heir as they were
  static Membership successor(Membership heir) {
    return heir.as(Role.OWNER);
  }

  /// @param target whom it is about, as they were
  /// @param formerOwner who gives the ownership away, as they were; null where nobody does
  static List<Membership> of(
      RoleChanged changed, Membership target, @Nullable Membership formerOwner) {
    var given = target.as(changed.role());
    return formerOwner == null ? List.of(given) : List.of(given, formerOwner.as(Role.ADMIN));
  }

  static Membership of(SettingsChanged changed, Membership before) {
    return before.keeping(new OwnSettings(changed.settings(), changed.revision()));
  }

  /// What a creation said, from the event that says all of it.
  static Fingerprint fingerprint(ConversationCreated created) {
    var others =
        created.members().stream()
            .map(Member::userId)
            .filter(user -> !user.equals(created.createdBy()))
            .toList();
    return fingerprint(
        new CreateConversation(
            created.conversationId(),
            created.createdBy(),
            created.conversationType(),
            others,
            created.name(),
            created.avatarUrl(),
            created.metadata()));
  }

  /// What a message said, likewise.
  static Fingerprint fingerprint(MessageSent sent) {
    return fingerprint(
        new SendMessage(
            sent.conversationId(),
            sent.senderId(),
            sent.messageId(),
            sent.clientMessageId(),
            sent.messageType(),
            sent.body(),
            sent.replyToId(),
            sent.attachment(),
            sent.metadata(),
            null));
  }

  /// As [CommandReader] takes it: of the content in our own encoding.
  private static Fingerprint fingerprint(Command content) {
    return Fingerprint.of(Topics.COMMANDS.codec().encode(content));
  }
}

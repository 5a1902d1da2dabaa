package io.viatra.chat.streams.router;

import io.viatra.chat.schemas.conversation.ConversationType;
import io.viatra.chat.schemas.conversation.MemberState;
import io.viatra.chat.schemas.conversation.MessageBody;
import io.viatra.chat.schemas.conversation.MessageContent;
import io.viatra.chat.schemas.conversation.MessageId;
import io.viatra.chat.schemas.conversation.MessageRef;
import io.viatra.chat.schemas.conversation.MessageState;
import io.viatra.chat.schemas.conversation.MessageTicks;
import io.viatra.chat.schemas.conversation.MessageType;
import io.viatra.chat.schemas.conversation.Role;
import io.viatra.chat.schemas.delivery.ConversationDelivery;
import io.viatra.chat.schemas.delivery.ConversationSnapshot;
import io.viatra.chat.schemas.delivery.CoveredMessage;
import io.viatra.chat.schemas.delivery.MessageChangeDelivery;
import io.viatra.chat.schemas.delivery.MessageDelivery;
import io.viatra.chat.schemas.delivery.ReceiptAudience;
import io.viatra.chat.schemas.delivery.ReceiptDelivery;
import io.viatra.chat.schemas.delivery.RejectionDelivery;
import io.viatra.chat.schemas.delivery.RemovalDelivery;
import io.viatra.chat.schemas.delivery.SettingsDelivery;
import io.viatra.chat.schemas.delivery.TombstoneDelivery;
import io.viatra.chat.schemas.event.CommandRejected;
import io.viatra.chat.schemas.event.MessageDeleted;
import io.viatra.chat.schemas.event.MessageSent;
import io.viatra.chat.schemas.event.RejectionCode;
import io.viatra.chat.schemas.event.SettingsChanged;
import io.viatra.chat.schemas.receipt.Receipt;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One conversation whose deliveries a test writes; it numbers them as the sequencer would, and all
/// members lie in one partition.
final class Chat {
  static final Instant AT = Instant.parse("2026-11-22T12:00:00Z");

  final UUID id;
  private final List<MemberState> members = new ArrayList<>();
  private final Map<String, Long> revisions = new HashMap<>();
  private long ver;
  private long seq;

  Chat(UUID id) {
    this.id = id;
  }

  /// The first frame, with members who saw nothing yet.
  static Chat of(UUID id, String... users) {
    var chat = new Chat(id);
    for (String user : users) {
      chat.members.add(new MemberState(user, Role.MEMBER, 0, 0, 0, null));
    }
    return chat;
  }

  long lastSeq() {
    return seq;
  }

  List<String> users() {
    return members.stream().map(MemberState::userId).toList();
  }

  ConversationDelivery frame() {
    return frame(users());
  }

  private ConversationDelivery frame(List<String> recipients) {
    ver++;
    return new ConversationDelivery(snapshot(), recipients);
  }

  private ConversationSnapshot snapshot() {
    return new ConversationSnapshot(
        id, ver, AT, ConversationType.GROUP, "a name", null, null, seq, AT, members);
  }

  ConversationDelivery adds(String user) {
    revisions.remove(user);
    members.add(new MemberState(user, Role.MEMBER, seq, seq, seq, null));
    return frame();
  }

  /// @param until null ends a mute
  SettingsDelivery mutes(String user, @Nullable Instant until) {
    long revision = revisions.merge(user, 1L, Long::sum);
    var changed = new SettingsChanged(id, ver, AT, user, revision, until, null, null, false);
    return new SettingsDelivery(changed, snapshot());
  }

  /// Any change of a message that is not its deletion.
  MessageChangeDelivery edits(long target, String sender) {
    var ref = new MessageRef(messageId(target), target, sender, MessageType.TEXT, null, AT);
    var content = new MessageContent(new MessageBody.Plain("other words"), null, null, null);
    var ticks = new MessageTicks(List.of(), List.of(), 0, 0);
    return new MessageChangeDelivery(
        new MessageState(id, ++ver, ref, content, List.of(), ticks, AT), users());
  }

  RemovalDelivery removes(String user) {
    members.removeIf(member -> member.userId().equals(user));
    return new RemovalDelivery(id, ++ver, AT, List.of(user));
  }

  MessageDelivery message(String sender) {
    return message(sender, MessageType.TEXT, null);
  }

  MessageDelivery message(String sender, MessageType type, @Nullable Long senderReadSeq) {
    seq++;
    var sent =
        new MessageSent(
            id,
            ++ver,
            AT,
            seq,
            messageId(seq),
            sender,
            "c" + seq,
            type,
            new MessageBody.Plain("words"),
            null,
            null,
            null,
            senderReadSeq);
    return new MessageDelivery(sent, users());
  }

  UUID messageId(long ofSeq) {
    return MessageId.of(id, "anybody", "c" + ofSeq);
  }

  TombstoneDelivery deletes(long target, String sender) {
    var ref = new MessageRef(messageId(target), target, sender, MessageType.TEXT, null, AT);
    return new TombstoneDelivery(new MessageDeleted(id, ++ver, AT, ref, sender), users(), null);
  }

  ReceiptDelivery read(String reader, long from, long to, String... authors) {
    return receipt(new Receipt(id, reader, to, to, AT, AT), from, from, authors);
  }

  ReceiptDelivery delivered(String reader, long from, long to, String... authors) {
    return receipt(new Receipt(id, reader, to, 0, AT, null), from, 0, authors);
  }

  private ReceiptDelivery receipt(Receipt receipt, long delivered, long read, String... authors) {
    List<ReceiptAudience> audience = new ArrayList<>();
    audience.add(new ReceiptAudience(receipt.userId(), List.of()));
    for (String author : authors) {
      long top = receipt.deliveredSeq();
      audience.add(new ReceiptAudience(author, List.of(new CoveredMessage(messageId(top), top))));
    }
    return new ReceiptDelivery(receipt, delivered, read, audience);
  }

  RejectionDelivery rejects(String actor) {
    return new RejectionDelivery(
        new CommandRejected(id, AT, actor, "message.send", RejectionCode.NOT_FOUND, "c1"));
  }
}

package io.viatra.chat.sink;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.viatra.chat.schemas.conversation.Attachment;
import io.viatra.chat.schemas.conversation.ConversationType;
import io.viatra.chat.schemas.conversation.Member;
import io.viatra.chat.schemas.conversation.MessageBody;
import io.viatra.chat.schemas.conversation.MessageId;
import io.viatra.chat.schemas.conversation.MessageRef;
import io.viatra.chat.schemas.conversation.MessageType;
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
import io.viatra.chat.schemas.receipt.Receipt;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One conversation as the sequencer would tell it: numbers what it is asked for, a second apart.
final class Story {
  final UUID id;
  private long ver;
  private long seq;
  private final Map<String, Long> revisions = new HashMap<>();
  private Instant now = Instant.parse("2026-11-01T12:00:00Z");

  Story() {
    this(UUID.randomUUID());
  }

  Story(UUID id) {
    this.id = id;
  }

  long seq() {
    return seq;
  }

  Instant now() {
    return now;
  }

  ConversationCreated created(String... userIds) {
    List<Member> members =
        Arrays.stream(userIds)
            .map(user -> new Member(user, user.equals(userIds[0]) ? Role.OWNER : Role.MEMBER, 0))
            .toList();
    return new ConversationCreated(
        id, ++ver, tick(), ConversationType.GROUP, userIds[0], members, "a name", null, null);
  }

  MessageSent sent(String sender) {
    return sent(sender, "hello " + (seq + 1));
  }

  MessageSent sent(String sender, String text) {
    return sent(sender, new MessageBody.Plain(text), null, null);
  }

  MessageSent sent(
      String sender, MessageBody body, @Nullable JsonNode metadata, @Nullable Long senderReadSeq) {
    long number = ++seq;
    String client = "client-" + number;
    UUID messageId = MessageId.of(id, sender, client);
    return new MessageSent(
        id,
        ++ver,
        tick(),
        number,
        messageId,
        sender,
        client,
        MessageType.TEXT,
        body,
        null,
        null,
        metadata,
        senderReadSeq);
  }

  /// With everything that a message can have.
  MessageSent rich(String sender, MessageSent replyTo) {
    MessageSent plain = sent(sender);
    return new MessageSent(
        id,
        plain.ver(),
        plain.at(),
        plain.seq(),
        plain.messageId(),
        sender,
        plain.clientMessageId(),
        MessageType.IMAGE,
        new MessageBody.Encrypted("key-1", "bm9uY2U=", "Y2lwaGVy"),
        replyTo.messageId(),
        new Attachment("https://files.example/a\"b\\c.png", "a.png", 12, "image/png"),
        JsonNodeFactory.instance.objectNode().put("mood", "fine"),
        null);
  }

  MessageEdited edited(MessageSent target, String text) {
    return new MessageEdited(id, ++ver, tick(), ref(target), new MessageBody.Plain(text));
  }

  MessageDeleted deleted(MessageSent target, String by) {
    return new MessageDeleted(id, ++ver, tick(), ref(target), by);
  }

  ReactionChanged reacted(MessageSent target, String user, String emoji, boolean added) {
    return new ReactionChanged(id, ++ver, tick(), ref(target), user, emoji, added);
  }

  MembersAdded added(String by, String user) {
    return new MembersAdded(id, ++ver, tick(), by, List.of(new Member(user, Role.MEMBER, seq)));
  }

  /// The owner leaves, and somebody follows.
  MemberRemoved left(String owner, @Nullable String successor) {
    return new MemberRemoved(id, ++ver, tick(), owner, owner, seq, successor);
  }

  RoleChanged handedOver(String owner, String heir) {
    return new RoleChanged(id, ++ver, tick(), owner, heir, Role.OWNER, owner);
  }

  MemberRemoved removed(String by, String user) {
    return new MemberRemoved(id, ++ver, tick(), by, user, seq, null);
  }

  RoleChanged role(String by, String user, Role role) {
    return new RoleChanged(id, ++ver, tick(), by, user, role, null);
  }

  ConversationUpdated updated(String by, @Nullable String name) {
    return new ConversationUpdated(id, ++ver, tick(), by, name, "https://a.example/p.png", null);
  }

  SettingsChanged settings(String user, @Nullable Instant pinnedAt, boolean markedUnread) {
    return new SettingsChanged(
        id,
        ver,
        tick(),
        user,
        revisions.merge(user, 1L, Long::sum),
        null,
        pinnedAt,
        null,
        markedUnread);
  }

  Receipt receipt(String user, long delivered, long read) {
    Instant at = tick();
    return new Receipt(
        id, user, delivered, read, delivered == 0 ? null : at, read == 0 ? null : at);
  }

  static MessageRef ref(MessageSent sent) {
    return new MessageRef(
        sent.messageId(),
        sent.seq(),
        sent.senderId(),
        sent.messageType(),
        sent.clientMessageId(),
        sent.at());
  }

  private Instant tick() {
    now = now.plusSeconds(1);
    return now;
  }
}

package io.viatra.chat.standalone.audit;

import io.viatra.chat.schemas.conversation.ConversationType;
import io.viatra.chat.schemas.conversation.Member;
import io.viatra.chat.schemas.conversation.MessageBody;
import io.viatra.chat.schemas.conversation.MessageRef;
import io.viatra.chat.schemas.conversation.MessageType;
import io.viatra.chat.schemas.conversation.Role;
import io.viatra.chat.schemas.event.ConversationCreated;
import io.viatra.chat.schemas.event.ConversationEvent;
import io.viatra.chat.schemas.event.MemberRemoved;
import io.viatra.chat.schemas.event.MembersAdded;
import io.viatra.chat.schemas.event.MessageDeleted;
import io.viatra.chat.schemas.event.MessageSent;
import io.viatra.chat.schemas.event.RoleChanged;
import io.viatra.chat.schemas.receipt.Receipt;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// One conversation's log, told event by event with the numbers that the sequencer would give.
final class Story {
  static final UUID ID = new UUID(5, 5);
  private static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");

  final Told told = new Told();
  private long ver;
  private long seq;

  static Story of(String owner, String... others) {
    var story = new Story();
    var members = new ArrayList<Member>();
    members.add(new Member(owner, Role.OWNER, 0));
    Arrays.stream(others).forEach(user -> members.add(new Member(user, Role.MEMBER, 0)));
    story.happens(
        new ConversationCreated(
            ID, ++story.ver, AT, ConversationType.GROUP, owner, members, null, null, null));
    return story;
  }

  Story says(String... senders) {
    for (var sender : senders) {
      says(sender, MessageType.TEXT, null);
    }
    return this;
  }

  Story says(String sender, MessageType type, @Nullable Long readSeq) {
    return happens(sent(sender, ++seq, type, readSeq));
  }

  /// A message with any number.
  Story saysAt(long anySeq, String sender) {
    return happens(sent(sender, anySeq, MessageType.TEXT, null));
  }

  private MessageSent sent(String sender, long anySeq, MessageType type, @Nullable Long readSeq) {
    return new MessageSent(
        ID,
        ++ver,
        AT,
        anySeq,
        new UUID(1, anySeq),
        sender,
        "c" + anySeq,
        type,
        new MessageBody.Plain("."),
        null,
        null,
        null,
        readSeq);
  }

  Story deletes(long target) {
    var message = new MessageRef(new UUID(1, target), target, "ana", MessageType.TEXT, null, AT);
    return happens(new MessageDeleted(ID, ++ver, AT, message, "ana"));
  }

  Story adds(String user) {
    var member = new Member(user, Role.MEMBER, seq);
    return happens(new MembersAdded(ID, ++ver, AT, "ana", List.of(member)));
  }

  Story removes(String user, @Nullable String successor) {
    return happens(new MemberRemoved(ID, ++ver, AT, "ana", user, seq, successor));
  }

  Story makesOwner(String user, String former) {
    return happens(new RoleChanged(ID, ++ver, AT, former, user, Role.OWNER, former));
  }

  Story reads(String user, long delivered, long read) {
    told.apply(new Receipt(ID, user, delivered, read, AT, AT), UnaryOperator.identity());
    return this;
  }

  /// Passes a number over.
  Story skipsVer() {
    ver++;
    return this;
  }

  Story again() {
    ver--;
    return this;
  }

  private Story happens(ConversationEvent event) {
    told.apply(event, UnaryOperator.identity());
    return this;
  }

  Person person(String user) {
    var person = told.people().get(user);
    if (person == null) {
      throw new AssertionError("nobody");
    }
    return person;
  }

  long unread(String user) {
    return told.unread(person(user));
  }
}

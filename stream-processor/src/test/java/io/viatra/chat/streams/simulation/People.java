package io.viatra.chat.streams.simulation;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
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
import io.viatra.chat.schemas.conversation.ConversationId;
import io.viatra.chat.schemas.conversation.ConversationType;
import io.viatra.chat.schemas.conversation.MessageBody;
import io.viatra.chat.schemas.conversation.MessageContent;
import io.viatra.chat.schemas.conversation.MessageId;
import io.viatra.chat.schemas.conversation.MessageRef;
import io.viatra.chat.schemas.conversation.MessageType;
import io.viatra.chat.schemas.conversation.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Few people in few conversations, so that they meet; mostly they do what they may, and sometimes
/// not.
final class People {
  static final List<String> ALL = List.of("ana", "ben", "cid", "dora", "emil");

  private static final List<UUID> ROOMS =
      List.of(
          UUID.fromString("01930000-0000-7000-8000-000000000001"),
          UUID.fromString("01930000-0000-7000-8000-000000000002"),
          UUID.fromString("f1930000-0000-7000-8000-0000000000ff"));

  private static final List<String> EMOJI = List.of("👍", "❤️", " ");
  private static final int CLIENT_IDS = 60;

  private final Model model;
  private final RandomGenerator dice;
  private final Instant now;

  People(Model model, RandomGenerator dice, Instant now) {
    this.model = model;
    this.dice = dice;
    this.now = now;
  }

  /// Null where nothing comes to mind.
  @Nullable Command command(Step.Kind kind) {
    if (kind == Step.Kind.CREATE) {
      return create();
    }
    if (model.talks.isEmpty()) {
      return null;
    }
    var talk = pick(List.copyOf(model.talks.values()));
    return switch (kind) {
      case SEND -> send(talk);
      case MARK -> mark(talk);
      case CHANGE -> change(talk);
      case GOVERN -> govern(talk);
      case SETTLE -> settle(talk);
      default -> null;
    };
  }

  <T> T pick(List<T> some) {
    return some.get(dice.nextInt(some.size()));
  }

  private boolean one(int in) {
    return dice.nextInt(in) == 0;
  }

  private String anybody() {
    return pick(ALL);
  }

  /// Mostly a member.
  private String somebody(Talk talk) {
    return talk.people.isEmpty() || one(10) ? anybody() : pick(List.copyOf(talk.people.keySet()));
  }

  /// Mostly no member, perhaps one who was.
  private String stranger(Talk talk) {
    var others = new ArrayList<>(ALL);
    others.removeAll(talk.people.keySet());
    return others.isEmpty() || one(4) ? anybody() : pick(others);
  }

  /// Mostly one whose settings go with the membership.
  private String settled(Talk talk) {
    var some =
        talk.people.entrySet().stream()
            .filter(one -> one.getValue().revision > 0)
            .map(Map.Entry::getKey)
            .toList();
    return some.isEmpty() || one(3) ? anybody() : pick(some);
  }

  private CreateConversation create() {
    var actor = anybody();
    var others = new ArrayList<>(ALL);
    others.remove(actor);
    if (one(3)) {
      var other = pick(others);
      var id = one(8) ? ROOMS.getFirst() : ConversationId.direct(actor, other);
      return new CreateConversation(
          id, actor, ConversationType.DIRECT, List.of(other), null, null, null);
    }
    var some = others.subList(0, one(20) ? 0 : 1 + dice.nextInt(others.size()));
    var type = one(3) ? ConversationType.CHANNEL : ConversationType.GROUP;
    var id = one(20) ? ConversationId.direct("ana", "ben") : pick(ROOMS);
    return new CreateConversation(id, actor, type, some, "room", null, null);
  }

  private SendMessage send(Talk talk) {
    var actor = somebody(talk);
    var client = "c" + dice.nextInt(CLIENT_IDS);
    var id = one(60) ? new UUID(1, 2) : MessageId.of(talk.id, actor, client);
    Long seen = one(3) ? Long.valueOf(dice.nextLong(talk.lastSeq() + 2)) : null;
    return new SendMessage(
        talk.id,
        actor,
        id,
        client,
        one(60) ? MessageType.SYSTEM : MessageType.TEXT,
        new MessageBody.Plain("words " + (one(8) ? "other" : client)),
        null,
        null,
        null,
        seen);
  }

  private Command mark(Talk talk) {
    var actor = somebody(talk);
    Long upTo = one(6) ? null : Long.valueOf(upTo(talk));
    var ids = new ArrayList<UUID>();
    if (upTo == null || one(6)) {
      ids.add(new UUID(3, dice.nextInt(9)));
      if (talk.lastSeq() > 0) {
        ids.add(talk.said(1 + dice.nextLong(talk.lastSeq())).id);
      }
    }
    return one(2)
        ? new MarkRead(talk.id, actor, upTo, ids)
        : new MarkDelivered(talk.id, actor, upTo, ids);
  }

  /// Mostly the head.
  private long upTo(Talk talk) {
    return switch (dice.nextInt(4)) {
      case 0 -> dice.nextLong(talk.lastSeq() + 3);
      case 1 -> dice.nextLong(talk.lastSeq() + 1);
      default -> talk.lastSeq();
    };
  }

  private @Nullable Command change(Talk talk) {
    if (talk.lastSeq() == 0) {
      return null;
    }
    long seq = 1 + dice.nextLong(talk.lastSeq());
    var message = talk.said(seq);
    var actor = one(2) ? message.sender : somebody(talk);
    var target =
        new MessageRef(
            one(40) ? new UUID(9, 9) : message.id,
            one(40) ? seq + 1 : seq,
            message.sender,
            MessageType.TEXT,
            one(40) ? "not mine" : null,
            message.at);
    var content = new MessageContent(message.original, null, null, null);
    return switch (dice.nextInt(4)) {
      case 0 -> new EditMessage(talk.id, actor, target, content, words());
      case 1 -> new DeleteMessage(talk.id, actor, target);
      default -> new React(talk.id, actor, target, content, pick(EMOJI), one(3));
    };
  }

  private MessageBody words() {
    return one(4)
        ? new MessageBody.Encrypted("key-1", "bm9uY2U=", "Y2lwaGVy" + dice.nextInt(3))
        : new MessageBody.Plain("edit " + dice.nextInt(4));
  }

  private Command govern(Talk talk) {
    var actor = somebody(talk);
    var leads =
        talk.people.entrySet().stream()
            .filter(one -> one.getValue().role.moderates())
            .map(Map.Entry::getKey)
            .toList();
    if (!leads.isEmpty() && !one(4)) {
      actor = pick(leads);
    }
    return switch (dice.nextInt(10)) {
      case 0, 1, 2 -> new AddMembers(talk.id, actor, List.of(stranger(talk)));
      case 3, 4 -> new RemoveMember(talk.id, actor, settled(talk));
      case 5 -> new RemoveMember(talk.id, actor, actor);
      case 6, 7 -> new ChangeRole(talk.id, actor, anybody(), pick(List.of(Role.values())));
      case 8 -> one(8) ? new EraseUser(talk.id, actor) : update(talk, actor);
      default -> update(talk, actor);
    };
  }

  private Command update(Talk talk, String actor) {
    var history = JsonNodeFactory.instance.objectNode().put("history", one(2) ? "full" : "own");
    return new UpdateConversation(
        talk.id, actor, one(2) ? null : "name " + dice.nextInt(3), null, one(2) ? null : history);
  }

  private Command settle(Talk talk) {
    return new ChangeSettings(talk.id, somebody(talk), mute(), flag(), flag(), flag());
  }

  private @Nullable Instant mute() {
    return switch (dice.nextInt(6)) {
      case 0, 1 -> now.plus(Duration.ofDays(1_000 + dice.nextInt(3)));
      case 2, 3 -> Instant.EPOCH;
      case 4 -> now.plusSeconds(dice.nextInt(60));
      default -> null;
    };
  }

  private @Nullable Boolean flag() {
    return one(2) ? null : Boolean.valueOf(one(2));
  }
}

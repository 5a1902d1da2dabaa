package io.viatra.chat.streams.sequencer;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.viatra.chat.schemas.command.AddMembers;
import io.viatra.chat.schemas.command.ChangeRole;
import io.viatra.chat.schemas.command.ChangeSettings;
import io.viatra.chat.schemas.command.Command;
import io.viatra.chat.schemas.command.CreateConversation;
import io.viatra.chat.schemas.command.DeleteMessage;
import io.viatra.chat.schemas.command.EditMessage;
import io.viatra.chat.schemas.command.MarkDelivered;
import io.viatra.chat.schemas.command.MarkRead;
import io.viatra.chat.schemas.command.React;
import io.viatra.chat.schemas.command.RemoveMember;
import io.viatra.chat.schemas.command.UpdateConversation;
import io.viatra.chat.schemas.conversation.ConversationId;
import io.viatra.chat.schemas.conversation.ConversationType;
import io.viatra.chat.schemas.conversation.MessageBody;
import io.viatra.chat.schemas.conversation.MessageContent;
import io.viatra.chat.schemas.conversation.MessageId;
import io.viatra.chat.schemas.conversation.MessageRef;
import io.viatra.chat.schemas.conversation.MessageType;
import io.viatra.chat.schemas.conversation.Role;
import io.viatra.chat.schemas.event.MessageSent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Commands of few people in few conversations, so that they meet: repeated, contradictory, beyond
/// the head, by strangers. All of them can be written by a producer that has nothing but our codec.
final class RandomCommands {
  private static final List<String> PEOPLE = List.of("ana", "ben", "carla", "dora", "emil");
  private static final List<UUID> GROUPS =
      List.of(
          UUID.fromString("01930000-0000-7000-8000-000000000001"),
          UUID.fromString("01930000-0000-7000-8000-000000000002"),
          UUID.fromString("f1930000-0000-7000-8000-0000000000ff"));

  private static final List<String> EMOJI = List.of("👍", "❤️", "🎉", " ");
  private static final int HEARD_MAX = 300;

  private final List<MessageSent> heard = new ArrayList<>();
  private final Random random;

  private record Target(UUID conversationId, MessageRef message) {}

  RandomCommands(Random random) {
    this.random = random;
  }

  /// What was sent can be meant by what comes.
  void heard(MessageSent sent) {
    if (heard.size() == HEARD_MAX) {
      heard.remove(below(HEARD_MAX));
    }
    heard.add(sent);
  }

  int below(int bound) {
    return random.nextInt(bound);
  }

  /// The key is another conversation's now and then.
  byte[] key(Command command) {
    var id = below(50) == 0 ? pick(GROUPS) : command.conversationId();
    return id.toString().getBytes(StandardCharsets.UTF_8);
  }

  Command next() {
    return switch (below(30)) {
      case 0, 1 -> creation();
      case 2, 3 -> new AddMembers(conversation(), person(), List.of(person(), "zoe"));
      case 4 -> new RemoveMember(conversation(), person(), below(3) == 0 ? "zoe" : person());
      case 5 -> new ChangeRole(conversation(), person(), person(), pick(List.of(Role.values())));
      case 6 -> update();
      case 7, 8 -> settings();
      case 9, 10 -> deletion();
      case 11, 12, 13 -> edit();
      case 14, 15, 16 -> reaction();
      case 17, 18, 19 -> new MarkRead(conversation(), person(), seq(), ids());
      case 20, 21, 22 -> new MarkDelivered(conversation(), person(), seq(), ids());
      default -> message();
    };
  }

  private UpdateConversation update() {
    var metadata =
        JsonNodeFactory.instance.objectNode().put("history", below(2) == 0 ? "full" : "own");
    return new UpdateConversation(
        conversation(), person(), "name-" + below(4), null, below(2) == 0 ? null : metadata);
  }

  private ChangeSettings settings() {
    return new ChangeSettings(
        conversation(),
        person(),
        below(2) == 0 ? null : Instant.ofEpochSecond(below(4_000_000) * 1_000L),
        below(3) == 0 ? null : below(2) == 0,
        below(3) == 0 ? null : below(2) == 0,
        below(2) == 0 ? null : below(2) == 0);
  }

  private EditMessage edit() {
    var target = target();
    return new EditMessage(target.conversationId, person(), target.message, content(), words());
  }

  private React reaction() {
    var target = target();
    return new React(
        target.conversationId, person(), target.message, content(), pick(EMOJI), below(3) == 0);
  }

  private static MessageContent content() {
    return new MessageContent(new MessageBody.Plain("as read, maybe long ago"), null, null, null);
  }

  private MessageBody words() {
    return below(4) == 0
        ? new MessageBody.Encrypted("key-1", "bm9uY2U=", "Y2lwaGVy")
        : new MessageBody.Plain("words " + below(5));
  }

  private CreateConversation creation() {
    var actor = person();
    var others = new ArrayList<>(PEOPLE);
    others.remove(actor);
    var participants = others.subList(0, below(others.size()));
    var type = pick(List.of(ConversationType.values()));
    return Commands.create(conversation(), actor, type, participants);
  }

  private Command message() {
    var message = Commands.message(conversation(), person(), "client-" + below(40));
    message = below(6) == 0 ? message.saying("other") : message;
    message = below(30) == 0 ? message.of(MessageType.SYSTEM) : message;
    message = below(3) == 0 ? message.seeing(below(40)) : message;
    return below(30) == 0 ? message.command(new UUID(1, 2)) : message.command();
  }

  private DeleteMessage deletion() {
    var target = target();
    return new DeleteMessage(target.conversationId, person(), target.message);
  }

  /// Mostly one that was sent.
  private Target target() {
    if (!heard.isEmpty() && below(8) > 0) {
      var sent = pick(heard);
      return new Target(sent.conversationId(), Commands.ref(sent));
    }
    var conversation = conversation();
    var clientMessageId = "client-" + below(40);
    var sender = person();
    var id = MessageId.of(conversation, sender, clientMessageId);
    var named = below(2) == 0 ? clientMessageId : null;
    return new Target(
        conversation,
        new MessageRef(
            id, 1 + below(40), sender, MessageType.TEXT, named, Instant.ofEpochMilli(below(1000))));
  }

  private List<UUID> ids() {
    return List.of(
        MessageId.of(conversation(), person(), "client-" + below(40)), new UUID(3, below(9)));
  }

  private @Nullable Long seq() {
    return below(3) == 0 ? null : Long.valueOf(below(40));
  }

  private UUID conversation() {
    return below(4) == 0 ? ConversationId.direct("ana", person()) : pick(GROUPS);
  }

  private String person() {
    return pick(PEOPLE);
  }

  private <T> T pick(List<T> some) {
    return some.get(below(some.size()));
  }
}

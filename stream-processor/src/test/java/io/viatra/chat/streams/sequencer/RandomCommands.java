package io.viatra.chat.streams.sequencer;

import io.viatra.chat.schemas.command.AddMembers;
import io.viatra.chat.schemas.command.Command;
import io.viatra.chat.schemas.command.CreateConversation;
import io.viatra.chat.schemas.command.DeleteMessage;
import io.viatra.chat.schemas.command.MarkDelivered;
import io.viatra.chat.schemas.command.MarkRead;
import io.viatra.chat.schemas.command.RemoveMember;
import io.viatra.chat.schemas.conversation.ConversationId;
import io.viatra.chat.schemas.conversation.ConversationType;
import io.viatra.chat.schemas.conversation.MessageId;
import io.viatra.chat.schemas.conversation.MessageRef;
import io.viatra.chat.schemas.conversation.MessageType;
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

  private final Random random;

  RandomCommands(Random random) {
    this.random = random;
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
    return switch (below(20)) {
      case 0, 1 -> creation();
      case 2 -> new AddMembers(conversation(), person(), List.of("zoe"));
      case 3 -> new RemoveMember(conversation(), person(), person());
      case 4, 5 -> new DeleteMessage(conversation(), person(), target());
      case 6, 7, 8 -> new MarkRead(conversation(), person(), seq(), ids());
      case 9, 10, 11 -> new MarkDelivered(conversation(), person(), seq(), ids());
      default -> message();
    };
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

  private MessageRef target() {
    var clientMessageId = "client-" + below(40);
    var sender = person();
    var id = MessageId.of(conversation(), sender, clientMessageId);
    var named = below(2) == 0 ? clientMessageId : null;
    return new MessageRef(
        id, 1 + below(40), sender, MessageType.TEXT, named, Instant.ofEpochMilli(below(1000)));
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

package io.viatra.chat.streams.sequencer;

import com.fasterxml.jackson.databind.JsonNode;
import io.viatra.chat.schemas.command.AddMembers;
import io.viatra.chat.schemas.command.ChangeRole;
import io.viatra.chat.schemas.command.ChangeSettings;
import io.viatra.chat.schemas.command.CreateConversation;
import io.viatra.chat.schemas.command.DeleteMessage;
import io.viatra.chat.schemas.command.EditMessage;
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
import io.viatra.chat.schemas.event.MessageSent;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Commands with defaults: tests name only what they are about.
final class Commands {
  static final String ANA = "ana";
  static final String BEN = "ben";
  static final String CARLA = "carla";

  private Commands() {}

  static CreateConversation direct(String one, String other) {
    return create(ConversationId.direct(one, other), one, ConversationType.DIRECT, List.of(other));
  }

  static CreateConversation group(UUID id, String owner, String... others) {
    return create(id, owner, ConversationType.GROUP, List.of(others));
  }

  static CreateConversation channel(UUID id, String owner, int others) {
    var members = IntStream.range(0, others).mapToObj(i -> "user-" + i).toList();
    return create(id, owner, ConversationType.CHANNEL, members);
  }

  static CreateConversation create(
      UUID id, String actor, ConversationType type, List<String> others) {
    return new CreateConversation(id, actor, type, others, null, null, null);
  }

  static CreateConversation named(CreateConversation create, String name) {
    return new CreateConversation(
        create.conversationId(),
        create.actorId(),
        create.conversationType(),
        create.participantIds(),
        name,
        null,
        null);
  }

  static Message message(UUID conversationId, String sender, String clientMessageId) {
    return new Message(conversationId, sender, clientMessageId);
  }

  /// Ready to send, with what a test changes.
  record Message(
      UUID conversationId,
      String sender,
      String clientMessageId,
      String text,
      MessageType type,
      @Nullable Long lastSeenSeq,
      @Nullable JsonNode metadata) {
    Message(UUID conversationId, String sender, String clientMessageId) {
      this(conversationId, sender, clientMessageId, "hello", MessageType.TEXT, null, null);
    }

    Message saying(String other) {
      return new Message(
          conversationId, sender, clientMessageId, other, type, lastSeenSeq, metadata);
    }

    Message of(MessageType other) {
      return new Message(
          conversationId, sender, clientMessageId, text, other, lastSeenSeq, metadata);
    }

    Message seeing(long seq) {
      return new Message(conversationId, sender, clientMessageId, text, type, seq, metadata);
    }

    Message with(JsonNode other) {
      return new Message(conversationId, sender, clientMessageId, text, type, lastSeenSeq, other);
    }

    SendMessage command() {
      return command(MessageId.of(conversationId, sender, clientMessageId));
    }

    SendMessage command(UUID messageId) {
      return new SendMessage(
          conversationId,
          sender,
          messageId,
          clientMessageId,
          type,
          new MessageBody.Plain(text),
          null,
          null,
          metadata,
          lastSeenSeq);
    }
  }

  static DeleteMessage delete(MessageSent sent, String actor) {
    return new DeleteMessage(sent.conversationId(), actor, ref(sent));
  }

  static EditMessage edit(MessageSent sent, String actor, String text) {
    return new EditMessage(
        sent.conversationId(), actor, ref(sent), content(sent), new MessageBody.Plain(text));
  }

  static React react(MessageSent sent, String actor, String emoji) {
    return new React(sent.conversationId(), actor, ref(sent), content(sent), emoji, false);
  }

  static React unreact(MessageSent sent, String actor, String emoji) {
    return new React(sent.conversationId(), actor, ref(sent), content(sent), emoji, true);
  }

  /// As the read model had it right after it was sent.
  static MessageContent content(MessageSent sent) {
    return new MessageContent(sent.body(), sent.replyToId(), sent.attachment(), sent.metadata());
  }

  static AddMembers add(UUID conversationId, String actor, String... userIds) {
    return new AddMembers(conversationId, actor, List.of(userIds));
  }

  static RemoveMember remove(UUID conversationId, String actor, String userId) {
    return new RemoveMember(conversationId, actor, userId);
  }

  static ChangeRole role(UUID conversationId, String actor, String userId, Role role) {
    return new ChangeRole(conversationId, actor, userId, role);
  }

  static UpdateConversation rename(UUID conversationId, String actor, String name) {
    return new UpdateConversation(conversationId, actor, name, null, null);
  }

  static UpdateConversation describe(UUID conversationId, String actor, JsonNode metadata) {
    return new UpdateConversation(conversationId, actor, null, null, metadata);
  }

  static ChangeSettings mute(UUID conversationId, String actor, Instant until) {
    return new ChangeSettings(conversationId, actor, until, null, null, null);
  }

  static ChangeSettings markUnread(UUID conversationId, String actor) {
    return new ChangeSettings(conversationId, actor, null, null, null, true);
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

  static MarkRead read(UUID conversationId, String reader, long upToSeq) {
    return new MarkRead(conversationId, reader, upToSeq, List.of());
  }

  static MarkDelivered delivered(UUID conversationId, String reader, long upToSeq) {
    return new MarkDelivered(conversationId, reader, upToSeq, List.of());
  }
}

package io.viatra.chat.edge.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.viatra.chat.schemas.codec.Rfc3339;
import io.viatra.chat.schemas.command.SendMessage;
import io.viatra.chat.schemas.conversation.Attachment;
import io.viatra.chat.schemas.conversation.MessageBody;
import io.viatra.chat.schemas.conversation.MessageContent;
import io.viatra.chat.schemas.conversation.MessageRef;
import io.viatra.chat.schemas.conversation.MessageState;
import io.viatra.chat.schemas.conversation.MessageTicks;
import io.viatra.chat.schemas.conversation.MessageType;
import io.viatra.chat.schemas.conversation.Reaction;
import io.viatra.chat.schemas.event.MessageDeleted;
import io.viatra.chat.schemas.event.MessageSent;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The contract's Message. A new one has no ticks and no reactions yet: those follow as events of
/// their own. A changed one comes with all it has.
public final class MessageJson {
  /// Of a new message, which nobody has yet.
  private static final MessageTicks NO_TICKS = new MessageTicks(List.of(), List.of(), 0, 0);

  private MessageJson() {}

  /// A message that was just numbered: the payload of `new_message`.
  public static ObjectNode sent(MessageSent sent) {
    ObjectNode json = head(sent.messageId(), sent.conversationId(), sent.seq(), sent.ver());
    who(json, sent.senderId(), sent.messageType());
    json.put("content", text(sent.body()));
    json.put("clientMessageId", sent.clientMessageId());
    optional(json, sent.replyToId(), sent.attachment(), sent.metadata());
    return tail(json, List.of(), NO_TICKS, false, null, sent.at());
  }

  /// A message that was accepted and waits for its number: the ack of `send_message`.
  ///
  /// @param createdAt when the log took the command; the numbered message has the same
  public static ObjectNode accepted(SendMessage send, Instant createdAt) {
    ObjectNode json = head(send.messageId(), send.conversationId(), null, null);
    who(json, send.actorId(), send.messageType());
    json.put("content", text(send.body()));
    json.put("clientMessageId", send.clientMessageId());
    optional(json, send.replyToId(), send.attachment(), send.metadata());
    return tail(json, List.of(), NO_TICKS, false, null, createdAt);
  }

  /// A message that was edited or reacted to: the payload of `message_updated`. Without counts
  /// where nobody counted who has received and read it.
  public static ObjectNode changed(MessageState state) {
    MessageRef message = state.message();
    MessageContent content = state.content();
    ObjectNode json = head(message.messageId(), state.conversationId(), message.seq(), state.ver());
    who(json, message.senderId(), message.messageType());
    json.put("content", text(content.body()));
    json.put("clientMessageId", message.clientMessageId());
    optional(json, content.replyToId(), content.attachment(), content.metadata());
    return tail(
        json, state.reactions(), state.ticks(), false, state.editedAt(), message.createdAt());
  }

  /// What is left of a deleted message: the payload of `message_updated`.
  public static ObjectNode tombstone(MessageDeleted deleted, @Nullable MessageTicks ticks) {
    MessageRef target = deleted.target();
    ObjectNode json =
        head(target.messageId(), deleted.conversationId(), target.seq(), deleted.ver());
    who(json, target.senderId(), target.messageType());
    json.putNull("content");
    json.put("clientMessageId", target.clientMessageId());
    return tail(json, List.of(), ticks, true, null, target.createdAt());
  }

  private static ObjectNode head(
      UUID id, UUID conversationId, @Nullable Long seq, @Nullable Long ver) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("id", id.toString());
    json.put("conversationId", conversationId.toString());
    json.put("seq", seq);
    json.put("ver", ver);
    return json;
  }

  private static void who(ObjectNode json, String senderId, MessageType type) {
    json.put("senderId", senderId);
    json.put("messageType", type(type));
  }

  private static void optional(
      ObjectNode json,
      @Nullable UUID replyToId,
      @Nullable Attachment attachment,
      @Nullable JsonNode metadata) {
    if (replyToId != null) {
      json.put("replyToId", replyToId.toString());
    }
    if (attachment != null) {
      json.putObject("attachment")
          .put("url", attachment.url())
          .put("name", attachment.name())
          .put("size", attachment.size())
          .put("mimeType", attachment.mimeType());
    }
    if (metadata != null) {
      json.set("metadata", metadata);
    }
  }

  private static ObjectNode tail(
      ObjectNode json,
      List<Reaction> reactions,
      @Nullable MessageTicks ticks,
      boolean deleted,
      @Nullable Instant editedAt,
      Instant createdAt) {
    ObjectNode byEmoji = json.putObject("reactions");
    reactions.forEach(
        reaction -> reaction.userIds().forEach(byEmoji.putArray(reaction.emoji())::add));
    ArrayNode deliveredTo = json.putArray("deliveredTo");
    ArrayNode readBy = json.putArray("readBy");
    if (ticks != null) {
      ticks.deliveredTo().forEach(deliveredTo::add);
      ticks.readBy().forEach(readBy::add);
      json.put("deliveredCount", ticks.deliveredCount());
      json.put("readCount", ticks.readCount());
    }
    json.put("isDeleted", deleted);
    if (editedAt != null) {
      json.put("editedAt", Rfc3339.text(editedAt));
    }
    json.put("createdAt", Rfc3339.text(createdAt));
    return json;
  }

  /// Null where only a device with the key can read it.
  private static @Nullable String text(MessageBody body) {
    return switch (body) {
      case MessageBody.Plain plain -> plain.text();
      case MessageBody.Encrypted _ -> null;
    };
  }

  private static String type(MessageType type) {
    return switch (type) {
      case TEXT -> "text";
      case IMAGE -> "image";
      case FILE -> "file";
      case AUDIO -> "audio";
      case SYSTEM -> "system";
    };
  }
}

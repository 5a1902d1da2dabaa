package io.viatra.chat.edge.inbound;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.viatra.chat.edge.inbound.Reads.Conversation;
import io.viatra.chat.edge.inbound.Reads.Message;
import io.viatra.chat.edge.resume.Missed;
import io.viatra.chat.schemas.conversation.Attachment;
import io.viatra.chat.schemas.conversation.MessageBody;
import io.viatra.chat.schemas.conversation.MessageContent;
import io.viatra.chat.schemas.conversation.MessageRef;
import io.viatra.chat.schemas.conversation.MessageType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What ingest-api answered, as what was asked for. Its answers are trusted to be its own: one that
/// lacks a field throws [IllegalArgumentException], and counts as no answer.
final class ReadAnswers {
  private static final Set<String> LEADERS = Set.of("owner", "admin");

  private ReadAnswers() {}

  /// @param body `{conversation}`
  static Conversation.Found conversation(String userId, JsonNode body) {
    JsonNode conversation = body.path("conversation");
    long readSeq = 0;
    boolean leads = false;
    for (JsonNode participant : conversation.path("participants")) {
      if (participant.path("userId").asText().equals(userId)) {
        readSeq = participant.path("readSeq").asLong();
        leads = LEADERS.contains(participant.path("role").asText());
      }
    }
    boolean direct = conversation.path("type").asText().equals("direct");
    return new Conversation.Found(
        conversation.path("ver").asLong(),
        conversation.path("lastSeq").asLong(),
        readSeq,
        leads && !direct);
  }

  /// @param body `{messages}` with the one that was asked for
  static Message message(UUID messageId, JsonNode body) {
    JsonNode message = body.path("messages").path(0);
    if (!message.path("id").asText().equals(messageId.toString())) {
      return new Message.Absent();
    }
    var ref =
        new MessageRef(
            messageId,
            message.path("seq").asLong(),
            message.path("senderId").asText(),
            MessageType.valueOf(message.path("messageType").asText().toUpperCase(Locale.ROOT)),
            message.path("clientMessageId").textValue(),
            Instant.parse(message.path("createdAt").asText()));
    return new Message.Found(ref, content(message));
  }

  /// The objects of the wire are the same over sockets, so they pass through as they are; only the
  /// conversation goes out under the version of its own last change.
  ///
  /// @param body of `changes`
  static Missed.Answer changes(JsonNode body) {
    if (!body.path("complete").asBoolean()) {
      return new Missed.Answer.TooMuch();
    }
    List<Missed.Change> changes = new ArrayList<>();
    if (body.path("conversation") instanceof ObjectNode conversation) {
      long ver = body.path("frameVer").asLong();
      changes.add(new Missed.Change(ver, "conversation_updated", conversation.put("ver", ver)));
    }
    for (JsonNode message : body.path("created")) {
      changes.add(new Missed.Change(message.path("ver").asLong(), "new_message", message));
    }
    for (JsonNode message : body.path("updated")) {
      changes.add(new Missed.Change(message.path("ver").asLong(), "message_updated", message));
    }
    return new Missed.Answer.Changes(body.path("ver").asLong(), changes);
  }

  /// A body that the server cannot read has no content either; nobody edits it here.
  private static @Nullable MessageContent content(JsonNode message) {
    String text = message.path("content").textValue();
    if (text == null || message.path("isDeleted").asBoolean()) {
      return null;
    }
    String replyTo = message.path("replyToId").textValue();
    JsonNode metadata = message.get("metadata");
    return new MessageContent(
        new MessageBody.Plain(text),
        replyTo == null ? null : UUID.fromString(replyTo),
        attachment(message.get("attachment")),
        metadata == null || metadata.isNull() ? null : metadata);
  }

  private static @Nullable Attachment attachment(@Nullable JsonNode attachment) {
    return attachment == null || attachment.isNull()
        ? null
        : new Attachment(
            attachment.path("url").asText(),
            attachment.path("name").asText(),
            attachment.path("size").asLong(),
            attachment.path("mimeType").asText());
  }
}

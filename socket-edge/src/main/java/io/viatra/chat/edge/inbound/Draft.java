package io.viatra.chat.edge.inbound;

import com.fasterxml.jackson.databind.JsonNode;
import io.viatra.chat.runtime.http.ApiError;
import io.viatra.chat.runtime.http.ErrorCode;
import io.viatra.chat.runtime.ids.Ids;
import io.viatra.chat.runtime.json.JsonFields;
import io.viatra.chat.schemas.Check;
import io.viatra.chat.schemas.command.Command;
import io.viatra.chat.schemas.command.SendMessage;
import io.viatra.chat.schemas.conversation.Attachment;
import io.viatra.chat.schemas.conversation.MessageBody;
import io.viatra.chat.schemas.conversation.MessageId;
import io.viatra.chat.schemas.conversation.MessageType;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Makes a command of what a client wants to say.
final class Draft {
  private Draft() {}

  /// @param senderId from the token
  static SendMessage of(String senderId, Payload payload) {
    JsonFields fields = payload.fields();
    UUID conversationId = payload.conversationId();
    String content = TextRules.content(fields.text("content"));
    String clientMessageId = clientMessageId(fields);
    return new SendMessage(
        conversationId,
        senderId,
        MessageId.of(conversationId, senderId, clientMessageId),
        clientMessageId,
        type(fields),
        new MessageBody.Plain(content),
        payload.idOrNull("replyToId"),
        attachment(fields.objectOrNull("attachment")),
        metadata(fields),
        payload.seqOrNull("lastSeenSeq"));
  }

  private static String clientMessageId(JsonFields fields) {
    String given = fields.textOrNull("clientMessageId");
    if (given == null) {
      // Such a client cannot repeat safely, and chose so.
      return Ids.next().toString();
    }
    return TextRules.token(given, Check.ID_MAX, "clientMessageId");
  }

  private static MessageType type(JsonFields fields) {
    String given = fields.textOrNull("messageType");
    if (given == null) {
      return MessageType.TEXT;
    }
    return switch (given) {
      case "text" -> MessageType.TEXT;
      case "image" -> MessageType.IMAGE;
      case "file" -> MessageType.FILE;
      case "audio" -> MessageType.AUDIO;
      case "system" ->
          throw ApiError.of(ErrorCode.FORBIDDEN, "system messages are the server's own");
      default -> throw ApiError.invalid("messageType is not known");
    };
  }

  private static @Nullable Attachment attachment(@Nullable JsonFields fields) {
    if (fields == null) {
      return null;
    }
    return new Attachment(
        TextRules.webAddress(fields.text("url"), Command.URL_MAX, "attachment.url"),
        TextRules.label(fields.text("name"), Command.NAME_MAX, "attachment.name"),
        fields.integer("size", 0, Check.SEQ_MAX),
        TextRules.label(fields.text("mimeType"), Command.NAME_MAX, "attachment.mimeType"));
  }

  private static @Nullable JsonNode metadata(JsonFields fields) {
    JsonFields metadata = fields.objectOrNull("metadata");
    return metadata == null ? null : metadata.object();
  }
}

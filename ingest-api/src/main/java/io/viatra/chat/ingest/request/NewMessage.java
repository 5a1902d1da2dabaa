package io.viatra.chat.ingest.request;

import com.fasterxml.jackson.databind.JsonNode;
import io.viatra.chat.runtime.http.ApiError;
import io.viatra.chat.runtime.http.ErrorCode;
import io.viatra.chat.runtime.ids.Ids;
import io.viatra.chat.runtime.json.JsonFields;
import io.viatra.chat.schemas.Check;
import io.viatra.chat.schemas.command.Command;
import io.viatra.chat.schemas.conversation.Attachment;
import io.viatra.chat.schemas.conversation.MessageType;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Say something.
///
/// @param clientMessageId null where the client gives none, and then its repeat is another message
/// @param metadata an object
public record NewMessage(
    String content,
    MessageType messageType,
    @Nullable String clientMessageId,
    @Nullable UUID replyToId,
    @Nullable Attachment attachment,
    @Nullable JsonNode metadata) {
  /// Reads `{content, messageType?, clientMessageId?, replyToId?, attachment?, metadata?}`.
  ///
  /// @param idempotencyKey the header, taken as clientMessageId where the body has none
  public static NewMessage from(JsonFields fields, @Nullable String idempotencyKey) {
    var given = fields.textOrNull("clientMessageId");
    return new NewMessage(
        content(fields),
        type(fields.textOrNull("messageType")),
        given != null
            ? Text.token(given, Check.ID_MAX, "clientMessageId")
            : Text.tokenOrNull(idempotencyKey, Check.ID_MAX, "Idempotency-Key"),
        replyTo(fields.textOrNull("replyToId")),
        attachment(fields.objectOrNull("attachment")),
        NewConversation.object(fields, "metadata"));
  }

  /// What is said, also anew: `{content}`.
  public static String content(JsonFields fields) {
    return Text.content(fields.text("content"), "content");
  }

  private static MessageType type(@Nullable String text) {
    if (text == null) {
      return MessageType.TEXT;
    }
    return switch (text) {
      case "text" -> MessageType.TEXT;
      case "image" -> MessageType.IMAGE;
      case "file" -> MessageType.FILE;
      case "audio" -> MessageType.AUDIO;
      case "system" -> throw ApiError.of(ErrorCode.FORBIDDEN, "messageType is the server's own");
      default -> throw ApiError.invalid("messageType is not known");
    };
  }

  /// What is no id is no message's id: the same answer as for one of another conversation.
  private static @Nullable UUID replyTo(@Nullable String text) {
    var id = Ids.parse(text);
    if (text != null && id == null) {
      throw ApiError.notFound();
    }
    return id;
  }

  private static @Nullable Attachment attachment(@Nullable JsonFields fields) {
    if (fields == null) {
      return null;
    }
    return new Attachment(
        Text.webAddress(fields.text("url"), Command.URL_MAX, "attachment.url"),
        Text.label(fields.text("name"), Command.NAME_MAX, "attachment.name"),
        fields.integer("size", 0, Check.SEQ_MAX),
        Text.label(fields.text("mimeType"), Command.NAME_MAX, "attachment.mimeType"));
  }
}

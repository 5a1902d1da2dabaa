package io.viatra.chat.sink;

import io.viatra.chat.schemas.conversation.Attachment;
import io.viatra.chat.schemas.conversation.MessageBody;
import io.viatra.chat.schemas.event.MessageSent;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Writes `messages`. A row is replaced only by a later version of itself, and a tombstone by
/// nothing.
final class MessageWriter {
  private static final Unnest<MessageChange> INSERT =
      body(
          Unnest.<MessageChange>of(
                  """
                  INSERT INTO messages AS m (
                    conversation_id, seq, id, sender_id, client_message_id, type,
                    body_kind, body_text, body_key_id, body_nonce, body_ciphertext,
                    reply_to, attachment, metadata,
                    created_at, edited_at, deleted_at, deleted_by, created_ver, ver)
                  SELECT
                    conversation_id, seq, id, sender_id, client_message_id, type,
                    body_kind, body_text, body_key_id, body_nonce, body_ciphertext,
                    reply_to, attachment, metadata,
                    created_at, edited_at, deleted_at, deleted_by, created_ver, ver
                  FROM :rows
                  ON CONFLICT (conversation_id, seq) DO UPDATE SET
                    body_kind = excluded.body_kind, body_text = excluded.body_text,
                    body_key_id = excluded.body_key_id, body_nonce = excluded.body_nonce,
                    body_ciphertext = excluded.body_ciphertext, reply_to = excluded.reply_to,
                    attachment = excluded.attachment, metadata = excluded.metadata,
                    edited_at = excluded.edited_at, deleted_at = excluded.deleted_at,
                    deleted_by = excluded.deleted_by, ver = excluded.ver
                  WHERE m.ver < excluded.ver
                  """)
              .uuid("conversation_id", c -> c.key().conversationId())
              .bigint("seq", c -> c.key().seq())
              .uuid("id", of(MessageSent::messageId))
              .text("sender_id", of(MessageSent::senderId))
              .text("client_message_id", of(MessageSent::clientMessageId))
              .text("type", of(sent -> Words.of(sent.messageType())))
              .uuid("reply_to", content(MessageSent::replyToId))
              .json("attachment", content(sent -> json(sent.attachment())))
              .json("metadata", content(MessageSent::metadata))
              .time("created_at", of(MessageSent::at))
              .time("edited_at", MessageChange::editedAt)
              .time("deleted_at", MessageChange::deletedAt)
              .text("deleted_by", MessageChange::deletedBy)
              .bigint("created_ver", of(MessageSent::ver))
              .bigint("ver", MessageChange::ver));

  private static final Unnest<MessageChange> EDIT =
      body(
          Unnest.<MessageChange>of(
                  """
                  UPDATE messages m SET
                    body_kind = u.body_kind, body_text = u.body_text, body_key_id = u.body_key_id,
                    body_nonce = u.body_nonce, body_ciphertext = u.body_ciphertext,
                    edited_at = u.edited_at, ver = u.ver
                  FROM :rows
                  WHERE m.conversation_id = u.conversation_id AND m.seq = u.seq
                    AND m.ver < u.ver AND m.deleted_at IS NULL
                  """)
              .uuid("conversation_id", c -> c.key().conversationId())
              .bigint("seq", c -> c.key().seq())
              .time("edited_at", MessageChange::editedAt)
              .bigint("ver", MessageChange::ver));

  private static final Unnest<MessageChange> DELETE =
      Unnest.<MessageChange>of(
              """
              UPDATE messages m SET
                body_kind = NULL, body_text = NULL, body_key_id = NULL, body_nonce = NULL,
                body_ciphertext = NULL, reply_to = NULL, attachment = NULL, metadata = NULL,
                edited_at = NULL, deleted_at = u.deleted_at, deleted_by = u.deleted_by, ver = u.ver
              FROM :rows
              WHERE m.conversation_id = u.conversation_id AND m.seq = u.seq AND m.ver < u.ver
              """)
          .uuid("conversation_id", c -> c.key().conversationId())
          .bigint("seq", c -> c.key().seq())
          .time("deleted_at", MessageChange::deletedAt)
          .text("deleted_by", MessageChange::deletedBy)
          .bigint("ver", MessageChange::ver);

  private static final Unnest<MessageChange> TOUCH =
      Unnest.<MessageChange>of(
              """
              UPDATE messages m SET ver = u.ver
              FROM :rows
              WHERE m.conversation_id = u.conversation_id AND m.seq = u.seq
                AND m.ver < u.ver AND m.deleted_at IS NULL
              """)
          .uuid("conversation_id", c -> c.key().conversationId())
          .bigint("seq", c -> c.key().seq())
          .bigint("ver", MessageChange::ver);

  private static final Copy<MessageChange> COPY = INSERT.copyInto("messages");

  private MessageWriter() {}

  static void write(Connection connection, MessageFold messages) throws SQLException {
    INSERT.execute(connection, messages.rows());
    change(connection, messages);
  }

  /// The same for tables that hold none of the new messages yet; else PostgreSQL refuses (23505).
  static void fill(Connection connection, MessageFold messages) throws SQLException {
    COPY.execute(connection, messages.rows());
    change(connection, messages);
  }

  private static void change(Connection connection, MessageFold messages) throws SQLException {
    EDIT.execute(connection, messages.edits());
    TOUCH.execute(connection, messages.touches());
    DELETE.execute(connection, messages.tombstones());
  }

  /// The five columns of a body; all null where it is gone.
  private static Unnest<MessageChange> body(Unnest<MessageChange> statement) {
    return statement
        .text("body_kind", body(_ -> "plain", _ -> "encrypted"))
        .text("body_text", body(MessageBody.Plain::text, _ -> null))
        .text("body_key_id", body(_ -> null, MessageBody.Encrypted::keyId))
        .text("body_nonce", body(_ -> null, MessageBody.Encrypted::nonce))
        .text("body_ciphertext", body(_ -> null, MessageBody.Encrypted::ciphertext));
  }

  private static Function<MessageChange, @Nullable Object> body(
      Function<MessageBody.Plain, @Nullable String> plain,
      Function<MessageBody.Encrypted, @Nullable String> encrypted) {
    return change ->
        switch (change.body()) {
          case MessageBody.Plain body -> plain.apply(body);
          case MessageBody.Encrypted body -> encrypted.apply(body);
          case null -> null;
        };
  }

  private static Function<MessageChange, @Nullable Object> of(
      Function<MessageSent, @Nullable Object> value) {
    return change -> {
      MessageSent sent = change.sent();
      return sent == null ? null : value.apply(sent);
    };
  }

  private static Function<MessageChange, @Nullable Object> content(
      Function<MessageSent, @Nullable Object> value) {
    return change -> {
      MessageSent sent = change.content();
      return sent == null ? null : value.apply(sent);
    };
  }

  private static @Nullable Object json(@Nullable Attachment attachment) {
    return attachment == null ? null : AttachmentJson.of(attachment);
  }
}

package io.viatra.chat.ingest.read;

import static io.viatra.chat.readmodel.tables.Tables.MESSAGES;

import com.fasterxml.jackson.databind.JsonNode;
import io.viatra.chat.ingest.wire.Message;
import io.viatra.chat.ingest.wire.Ticks;
import io.viatra.chat.schemas.conversation.Attachment;
import io.viatra.chat.schemas.conversation.MessageType;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/// What a message is to everybody alike: its row and its reactions, without whom it reached.
/// Nothing of it changes but by an event that takes a `ver`.
///
/// @param metadata not to be changed
record StoredMessage(
    UUID id,
    long seq,
    long ver,
    String senderId,
    MessageType type,
    @Nullable String content,
    String clientMessageId,
    @Nullable UUID replyToId,
    @Nullable Attachment attachment,
    @Nullable JsonNode metadata,
    Map<String, List<String>> reactions,
    boolean isDeleted,
    @Nullable Instant editedAt,
    Instant createdAt) {

  StoredMessage {
    reactions = Map.copyOf(reactions);
  }

  /// A deleted row has neither content nor what hung on it. An encrypted body has no content that
  /// the server could say.
  ///
  /// @param row of `messages`
  static StoredMessage of(Record row, Map<String, List<String>> reactions) {
    return new StoredMessage(
        row.get(MESSAGES.ID),
        row.get(MESSAGES.SEQ),
        row.get(MESSAGES.VER),
        row.get(MESSAGES.SENDER_ID),
        Stored.constant(MessageType.class, row.get(MESSAGES.TYPE)),
        row.get(MESSAGES.BODY_TEXT),
        row.get(MESSAGES.CLIENT_MESSAGE_ID),
        row.get(MESSAGES.REPLY_TO),
        Stored.value(row.get(MESSAGES.ATTACHMENT), Attachment.class),
        Stored.json(row.get(MESSAGES.METADATA)),
        reactions,
        row.get(MESSAGES.DELETED_AT) != null,
        row.get(MESSAGES.EDITED_AT),
        row.get(MESSAGES.CREATED_AT));
  }

  /// The message of the wire.
  Message in(UUID conversationId, Ticks ticks) {
    return new Message(
        id,
        conversationId,
        seq,
        ver,
        senderId,
        type,
        content,
        clientMessageId,
        replyToId,
        attachment,
        metadata,
        reactions,
        ticks,
        isDeleted,
        editedAt,
        createdAt);
  }
}

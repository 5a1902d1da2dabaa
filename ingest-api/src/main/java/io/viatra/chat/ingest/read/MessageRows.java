package io.viatra.chat.ingest.read;

import static io.viatra.chat.readmodel.tables.Tables.MESSAGES;

import io.viatra.chat.ingest.wire.Message;
import io.viatra.chat.schemas.conversation.Attachment;
import io.viatra.chat.schemas.conversation.MessageType;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Record;

/// Rows of `messages` as the messages of the wire.
final class MessageRows {
  private MessageRows() {}

  /// All of them, in their order.
  static List<Message> messages(
      DSLContext dsl, Map<UUID, Roster> rosters, List<? extends Record> rows) {
    if (rows.isEmpty()) {
      return List.of();
    }
    var ticks = TickReader.over(dsl, rosters, rows);
    var reactions = ReactionReader.over(dsl, rows);
    return rows.stream().map(row -> message(row, reactions, ticks)).toList();
  }

  /// A deleted row has neither content nor what hung on it. An encrypted body has no content that
  /// the server could say.
  private static Message message(Record row, ReactionReader reactions, TickReader ticks) {
    return new Message(
        row.get(MESSAGES.ID),
        row.get(MESSAGES.CONVERSATION_ID),
        row.get(MESSAGES.SEQ),
        row.get(MESSAGES.VER),
        row.get(MESSAGES.SENDER_ID),
        Stored.constant(MessageType.class, row.get(MESSAGES.TYPE)),
        row.get(MESSAGES.BODY_TEXT),
        row.get(MESSAGES.CLIENT_MESSAGE_ID),
        row.get(MESSAGES.REPLY_TO),
        Stored.value(row.get(MESSAGES.ATTACHMENT), Attachment.class),
        Stored.json(row.get(MESSAGES.METADATA)),
        reactions.of(row),
        ticks.of(row),
        row.get(MESSAGES.DELETED_AT) != null,
        row.get(MESSAGES.EDITED_AT),
        row.get(MESSAGES.CREATED_AT));
  }
}

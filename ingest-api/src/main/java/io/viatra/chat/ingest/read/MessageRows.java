package io.viatra.chat.ingest.read;

import static io.viatra.chat.readmodel.tables.Tables.MESSAGES;

import io.viatra.chat.ingest.wire.Message;
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
    var ticks =
        TickReader.over(rosters).counting(dsl, rows.stream().map(TickReader.Key::of).toList());
    var reactions = ReactionReader.over(dsl, rows);
    return rows.stream()
        .map(row ->
            StoredMessage.of(row, reactions.of(row))
                .in(
                    row.get(MESSAGES.CONVERSATION_ID),
                    ticks.of(TickReader.Key.of(row), row.get(MESSAGES.SENDER_ID))))
        .toList();
  }
}

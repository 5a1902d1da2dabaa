package io.viatra.chat.ingest.read;

import static io.viatra.chat.readmodel.tables.Tables.CONVERSATIONS;
import static io.viatra.chat.readmodel.tables.Tables.MESSAGES;
import static io.viatra.chat.readmodel.tables.Tables.REACTIONS;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.jsonbArray;
import static org.jooq.impl.DSL.jsonbArrayAgg;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.select;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.JSONB;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/// Messages together with the state of their conversation. One statement sees one snapshot, so what
/// it answers may be kept under that state.
final class SnapshotReader {
  /// `[[emoji, user], …]` in the order of users, null where there are none.
  private static final Field<JSONB> REACTED =
      field(
              select(
                      jsonbArrayAgg(jsonbArray(REACTIONS.EMOJI, REACTIONS.USER_ID))
                          .orderBy(REACTIONS.USER_ID))
                  .from(REACTIONS)
                  .where(REACTIONS.CONVERSATION_ID.eq(MESSAGES.CONVERSATION_ID))
                  .and(REACTIONS.SEQ.eq(MESSAGES.SEQ)))
          .as("reacted");

  private SnapshotReader() {}

  /// @param messages ascending
  record Snapshot(Versions versions, List<StoredMessage> messages) {}

  /// What a conversation holds of `above < seq <= upTo`; null where there is no conversation.
  static @Nullable Snapshot range(DSLContext dsl, UUID conversationId, long above, long upTo) {
    var inRange =
        MESSAGES
            .CONVERSATION_ID
            .eq(conversationId)
            .and(MESSAGES.SEQ.gt(above))
            .and(MESSAGES.SEQ.le(upTo));
    // Outer, so that the state comes also without messages.
    var rows =
        dsl.select(Versions.COLUMNS)
            .select(MESSAGES.fields())
            .select(REACTED)
            .from(CONVERSATIONS)
            .leftJoin(MESSAGES)
            .on(inRange)
            .where(CONVERSATIONS.ID.eq(conversationId))
            .orderBy(MESSAGES.SEQ)
            .fetch();
    if (rows.isEmpty()) {
      return null;
    }
    var messages = new ArrayList<StoredMessage>(rows.size());
    for (var row : rows) {
      if (row.get(MESSAGES.ID) != null) {
        messages.add(message(row));
      }
    }
    return new Snapshot(Versions.of(rows.getFirst()), messages);
  }

  /// Of each conversation the message with that `seq`, if it is there.
  static Map<UUID, Snapshot> ones(DSLContext dsl, Map<UUID, Long> seqs) {
    var found = new HashMap<UUID, Snapshot>();
    dsl.select(Versions.COLUMNS)
        .select(MESSAGES.fields())
        .select(REACTED)
        .from(MESSAGES)
        .join(CONVERSATIONS)
        .on(CONVERSATIONS.ID.eq(MESSAGES.CONVERSATION_ID))
        .where(oneOf(seqs))
        .forEach(row ->
            found.put(
                row.get(MESSAGES.CONVERSATION_ID),
                new Snapshot(Versions.of(row), List.of(message(row)))));
    return found;
  }

  private static Condition oneOf(Map<UUID, Long> seqs) {
    return row(MESSAGES.CONVERSATION_ID, MESSAGES.SEQ)
        .in(seqs.entrySet().stream().map(one -> row(one.getKey(), one.getValue())).toList());
  }

  private static StoredMessage message(Record row) {
    return StoredMessage.of(row, reactions(row.get(REACTED)));
  }

  private static Map<String, List<String>> reactions(@Nullable JSONB reacted) {
    var pairs = Stored.value(reacted, String[][].class);
    if (pairs == null) {
      return Map.of();
    }
    var reactions = new HashMap<String, List<String>>();
    for (var pair : pairs) {
      reactions.computeIfAbsent(pair[0], _ -> new ArrayList<>()).add(pair[1]);
    }
    return reactions;
  }
}

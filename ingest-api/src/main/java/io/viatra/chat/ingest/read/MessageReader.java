package io.viatra.chat.ingest.read;

import static io.viatra.chat.readmodel.tables.Tables.MESSAGES;

import io.viatra.chat.ingest.wire.Message;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.Result;
import org.jooq.impl.DSL;

/// Messages as one member may see them, read each time; [HistoryReader] keeps what it reads.
public final class MessageReader {
  private final Database database;

  public MessageReader(Database database) {
    this.database = database;
  }

  /// A page, newest first.
  public List<Message> page(Membership me, Window window, int limit) {
    return database.read(dsl ->
        switch (window) {
          case Window.Newest() -> down(dsl, me, DSL.noCondition(), limit);
          case Window.Before(var seq) -> down(dsl, me, MESSAGES.SEQ.lt(seq), limit);
          case Window.After(var seq) -> up(dsl, me, MESSAGES.SEQ.gt(seq), limit);
          case Window.Around(var seq) -> around(dsl, me, seq, limit);
        });
  }

  /// One message by its id, whether deleted or not; empty also where it is not this member's to
  /// see.
  public Optional<Message> find(Membership me, UUID messageId) {
    return database.read(dsl -> {
      var row = dsl.selectFrom(MESSAGES).where(visible(me)).and(MESSAGES.ID.eq(messageId)).fetch();
      return messages(dsl, me, row).stream().findFirst();
    });
  }

  /// Where a message stands in its conversation; empty where it is not this member's to see.
  public Optional<Long> seq(Membership me, UUID messageId) {
    return Optional.ofNullable(seqs(me, List.of(messageId)).get(messageId));
  }

  /// Where messages stand in their conversation; unknown ids are passed over.
  public Map<UUID, Long> seqs(Membership me, Collection<UUID> messageIds) {
    return messageIds.isEmpty()
        ? Map.of()
        : database.read(dsl ->
            dsl.select(MESSAGES.ID, MESSAGES.SEQ)
                .from(MESSAGES)
                .where(visible(me))
                .and(MESSAGES.ID.in(messageIds))
                .fetchMap(MESSAGES.ID, MESSAGES.SEQ));
  }

  static Condition visible(Membership me) {
    return MESSAGES.CONVERSATION_ID.eq(me.conversationId()).and(MESSAGES.SEQ.gt(me.floor()));
  }

  private static List<Message> down(DSLContext dsl, Membership me, Condition bound, int limit) {
    return messages(
        dsl,
        me,
        dsl.selectFrom(MESSAGES)
            .where(visible(me))
            .and(bound)
            .orderBy(MESSAGES.SEQ.desc())
            .limit(limit)
            .fetch());
  }

  private static List<Message> up(DSLContext dsl, Membership me, Condition bound, int limit) {
    return messages(
            dsl,
            me,
            dsl.selectFrom(MESSAGES)
                .where(visible(me))
                .and(bound)
                .orderBy(MESSAGES.SEQ)
                .limit(limit)
                .fetch())
        .reversed();
  }

  /// `seq` is dense, so a page around one is a range.
  private static List<Message> around(DSLContext dsl, Membership me, long seq, int limit) {
    var top = Span.top(seq, me.floor(), me.lastSeq(), limit);
    return down(dsl, me, MESSAGES.SEQ.le(top), limit);
  }

  private static List<Message> messages(
      DSLContext dsl, Membership me, Result<? extends Record> rows) {
    if (rows.isEmpty()) {
      return List.of();
    }
    var rosters = RosterReader.whole(dsl, List.of(me.conversationId()));
    return MessageRows.messages(dsl, rosters, rows);
  }
}

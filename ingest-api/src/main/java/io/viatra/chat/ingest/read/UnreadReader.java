package io.viatra.chat.ingest.read;

import static io.viatra.chat.readmodel.tables.Tables.CONVERSATION_MEMBERS;
import static io.viatra.chat.readmodel.tables.Tables.MESSAGES;
import static io.viatra.chat.readmodel.tables.Tables.UNREAD_COUNTS;
import static org.jooq.impl.DSL.inline;

import io.viatra.chat.ingest.wire.Envelope.Unread;
import java.time.Clock;
import java.util.HashMap;
import java.util.UUID;
import org.jooq.Condition;

/// What is unread, computed from absolute numbers each time it is asked.
public final class UnreadReader {
  private final Database database;
  private final Clock clock;

  public UnreadReader(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /// Everything that somebody has unread. Zeros are left out here and not by a condition:
  /// PostgreSQL does not reckon what a condition on a count costs, and then joins all conversations
  /// there are.
  public Unread all(String userId) {
    var now = clock.instant();
    return database.read(dsl -> {
      var counts = new HashMap<UUID, Long>();
      long total = 0;
      for (var row :
          dsl.select(
                  UNREAD_COUNTS.CONVERSATION_ID,
                  UNREAD_COUNTS.UNREAD,
                  CONVERSATION_MEMBERS.MUTED_UNTIL)
              .from(UNREAD_COUNTS)
              .join(CONVERSATION_MEMBERS)
              .on(CONVERSATION_MEMBERS.CONVERSATION_ID.eq(UNREAD_COUNTS.CONVERSATION_ID))
              .and(CONVERSATION_MEMBERS.USER_ID.eq(UNREAD_COUNTS.USER_ID))
              .where(UNREAD_COUNTS.USER_ID.eq(userId))
              .fetch()) {
        if (row.value2() <= 0) {
          continue;
        }
        var mutedUntil = row.value3();
        counts.put(row.value1(), row.value2());
        total += mutedUntil != null && mutedUntil.isAfter(now) ? 0 : row.value2();
      }
      return new Unread(total, counts);
    });
  }

  /// What would be unread in one conversation with the watermark at `readSeq`: the answer to a
  /// receipt that is on its way and not yet in the read model. The view `unread_counts` says the
  /// same of receipts that are; like it, this walks what is left out and never what is counted.
  public long above(Membership me, long readSeq) {
    var above = Math.max(readSeq, me.joinedSeq());
    return above >= me.lastSeq()
        ? 0
        : database.read(dsl ->
            me.lastSeq()
                - above
                - dsl.fetchCount(MESSAGES, range(me, above).and(own(me)))
                - dsl.fetchCount(MESSAGES, range(me, above).andNot(own(me)).and(uncountable())));
  }

  private static Condition range(Membership me, long above) {
    return MESSAGES
        .CONVERSATION_ID
        .eq(me.conversationId())
        .and(MESSAGES.SEQ.gt(above))
        .and(MESSAGES.SEQ.le(me.lastSeq()));
  }

  private static Condition own(Membership me) {
    return MESSAGES.SENDER_ID.eq(me.userId());
  }

  private static Condition uncountable() {
    return MESSAGES.DELETED_AT.isNotNull().or(MESSAGES.TYPE.eq(inline("system")));
  }
}

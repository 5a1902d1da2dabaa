package io.viatra.chat.ingest.read;

import static io.viatra.chat.readmodel.tables.Tables.CONVERSATION_MEMBERS;

import io.viatra.chat.ingest.wire.Envelope.Receipts;
import io.viatra.chat.ingest.wire.Envelope.Receipts.Receipt;
import java.time.Instant;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.TableField;

/// Whom one message reached, and when.
///
/// A receipt is a watermark, and its time is that of its last move. So the time of an older message
/// is when the member's watermark moved last, never earlier than the truth.
public final class ReceiptReader {
  /// More members than these are not told one by one.
  private static final int LISTED_MAX = 1_000;

  private final Database database;

  public ReceiptReader(Database database) {
    this.database = database;
  }

  /// Everybody but the sender whose membership covers the message, the first to come first.
  public Receipts of(Target target) {
    return database.read(dsl ->
        new Receipts(
            reached(
                dsl, target, CONVERSATION_MEMBERS.DELIVERED_SEQ, CONVERSATION_MEMBERS.DELIVERED_AT),
            reached(dsl, target, CONVERSATION_MEMBERS.READ_SEQ, CONVERSATION_MEMBERS.READ_AT)));
  }

  private static List<Receipt> reached(
      DSLContext dsl,
      Target target,
      TableField<? extends Record, Long> watermark,
      TableField<? extends Record, Instant> at) {
    var seq = target.message().seq();
    return dsl.select(CONVERSATION_MEMBERS.USER_ID, at)
        .from(CONVERSATION_MEMBERS)
        .where(CONVERSATION_MEMBERS.CONVERSATION_ID.eq(target.me().conversationId()))
        .and(CONVERSATION_MEMBERS.USER_ID.ne(target.message().senderId()))
        .and(CONVERSATION_MEMBERS.JOINED_SEQ.lt(seq))
        .and(CONVERSATION_MEMBERS.LEFT_SEQ.isNull().or(CONVERSATION_MEMBERS.LEFT_SEQ.ge(seq)))
        .and(watermark.ge(seq))
        .and(at.isNotNull())
        .orderBy(at, CONVERSATION_MEMBERS.USER_ID)
        .limit(LISTED_MAX)
        .fetch(row -> new Receipt(row.value1(), row.value2()));
  }
}

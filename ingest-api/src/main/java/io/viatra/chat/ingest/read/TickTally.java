package io.viatra.chat.ingest.read;

import static io.viatra.chat.readmodel.tables.Tables.CONVERSATION_MEMBERS;
import static io.viatra.chat.readmodel.tables.Tables.MESSAGES;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.greatest;
import static org.jooq.impl.DSL.least;
import static org.jooq.impl.DSL.val;

import io.viatra.chat.ingest.wire.Ticks;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Field;

/// How many members each of a page's messages reached, in a conversation with too many to name.
///
/// A member ticks the messages from the joining up to a watermark, or to the leaving: an interval.
/// So the database walks over the members once, whatever the page's length, and tells between which
/// messages of the page their intervals begin and end (`width_bucket`); comparing each member with
/// each message took fifty times as long.
final class TickTally {
  private static final Field<Long> DELIVERED =
      greatest(CONVERSATION_MEMBERS.DELIVERED_SEQ, CONVERSATION_MEMBERS.READ_SEQ);

  /// Ascending.
  private final Long[] seqs;

  private final int[] delivered;
  private final int[] read;

  TickTally(Collection<Long> seqs) {
    this.seqs = seqs.stream().distinct().sorted().toArray(Long[]::new);
    this.delivered = new int[this.seqs.length];
    this.read = new int[this.seqs.length];
  }

  /// Counts all members.
  void everybody(DSLContext dsl, UUID conversationId) {
    var from = bucket(CONVERSATION_MEMBERS.JOINED_SEQ).as("joined");
    var has = bucket(until(DELIVERED)).as("delivered");
    var saw = bucket(until(CONVERSATION_MEMBERS.READ_SEQ)).as("read");
    dsl.select(from, has, saw, count())
        .from(CONVERSATION_MEMBERS)
        .where(CONVERSATION_MEMBERS.CONVERSATION_ID.eq(conversationId))
        .groupBy(from, has, saw)
        .forEach(row -> {
          add(delivered, row.value1(), row.value2(), row.value4());
          add(read, row.value1(), row.value3(), row.value4());
        });
  }

  /// Takes the senders out again, each of the own message.
  void withoutSenders(DSLContext dsl, UUID conversationId) {
    dsl.select(
            bucket(MESSAGES.SEQ),
            bucket(CONVERSATION_MEMBERS.JOINED_SEQ),
            bucket(until(DELIVERED)),
            bucket(until(CONVERSATION_MEMBERS.READ_SEQ)))
        .from(MESSAGES)
        .join(CONVERSATION_MEMBERS)
        .on(CONVERSATION_MEMBERS.CONVERSATION_ID.eq(MESSAGES.CONVERSATION_ID))
        .and(CONVERSATION_MEMBERS.USER_ID.eq(MESSAGES.SENDER_ID))
        .where(MESSAGES.CONVERSATION_ID.eq(conversationId))
        .and(MESSAGES.SEQ.in(seqs))
        .forEach(row -> {
          int own = row.value1();
          if (row.value2() < own) {
            add(delivered, own - 1, Math.min(own, row.value3()), -1);
            add(read, own - 1, Math.min(own, row.value4()), -1);
          }
        });
  }

  /// By `seq`.
  Map<Long, Ticks> ticks() {
    var ticks = new HashMap<Long, Ticks>();
    for (int i = 0; i < seqs.length; i++) {
      ticks.put(seqs[i], Ticks.counted(delivered[i], read[i]));
    }
    return ticks;
  }

  /// Who left has seen nothing beyond; LEAST passes over null.
  private static Field<Long> until(Field<Long> watermark) {
    return least(watermark, CONVERSATION_MEMBERS.LEFT_SEQ);
  }

  /// How many of the page's messages are at or below it.
  private Field<Integer> bucket(Field<Long> seq) {
    return field("width_bucket({0}, {1})", Integer.class, seq, val(seqs));
  }

  /// To those behind the first `from` of the page, up to the first `to`.
  private static void add(int[] counts, int from, int to, int many) {
    for (int i = from; i < to; i++) {
      counts[i] += many;
    }
  }
}

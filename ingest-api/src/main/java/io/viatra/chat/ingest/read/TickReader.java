package io.viatra.chat.ingest.read;

import static io.viatra.chat.readmodel.tables.Tables.CONVERSATION_MEMBERS;
import static io.viatra.chat.readmodel.tables.Tables.MESSAGES;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static org.jooq.impl.DSL.count;

import io.viatra.chat.ingest.wire.Ticks;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Record;

/// Whom messages reached. Nothing of it is stored with the messages: it follows from the members'
/// watermarks, so that a receipt is one row and not as many as it covers.
final class TickReader {
  private record Key(UUID conversationId, long seq) {
    static Key of(Record message) {
      return new Key(message.get(MESSAGES.CONVERSATION_ID), message.get(MESSAGES.SEQ));
    }
  }

  private final Map<UUID, Roster> rosters;
  private final Map<Key, Ticks> counted;

  private TickReader(Map<UUID, Roster> rosters, Map<Key, Ticks> counted) {
    this.rosters = rosters;
    this.counted = counted;
  }

  /// Prepares the ticks of some rows of `messages`; counts in the database where a roster is cut.
  static TickReader over(
      DSLContext dsl, Map<UUID, Roster> rosters, List<? extends Record> messages) {
    var beyond =
        messages.stream()
            .filter(message -> !roster(rosters, message).whole())
            .collect(
                groupingBy(
                    message -> message.get(MESSAGES.CONVERSATION_ID),
                    mapping(message -> message.get(MESSAGES.SEQ), toList())));
    var counted = new HashMap<Key, Ticks>();
    beyond.forEach((id, seqs) -> countOne(dsl, id, seqs, counted));
    return new TickReader(rosters, counted);
  }

  /// The ticks of one of those rows.
  Ticks of(Record message) {
    var roster = roster(rosters, message);
    return roster.whole()
        ? roster.ticks(message.get(MESSAGES.SEQ), message.get(MESSAGES.SENDER_ID))
        : counted.getOrDefault(Key.of(message), Ticks.NONE);
  }

  private static Roster roster(Map<UUID, Roster> rosters, Record message) {
    return rosters.getOrDefault(message.get(MESSAGES.CONVERSATION_ID), Roster.EMPTY);
  }

  private static void countOne(
      DSLContext dsl, UUID conversationId, List<Long> seqs, Map<Key, Ticks> counted) {
    var delivered = count();
    var read = count().filterWhere(CONVERSATION_MEMBERS.READ_SEQ.ge(MESSAGES.SEQ));
    dsl.select(MESSAGES.SEQ, delivered, read)
        .from(MESSAGES)
        .join(CONVERSATION_MEMBERS)
        .on(CONVERSATION_MEMBERS.CONVERSATION_ID.eq(MESSAGES.CONVERSATION_ID))
        .and(CONVERSATION_MEMBERS.USER_ID.ne(MESSAGES.SENDER_ID))
        .and(CONVERSATION_MEMBERS.JOINED_SEQ.lt(MESSAGES.SEQ))
        .and(
            CONVERSATION_MEMBERS
                .LEFT_SEQ
                .isNull()
                .or(CONVERSATION_MEMBERS.LEFT_SEQ.ge(MESSAGES.SEQ)))
        .and(CONVERSATION_MEMBERS.DELIVERED_SEQ.ge(MESSAGES.SEQ))
        .where(MESSAGES.CONVERSATION_ID.eq(conversationId))
        .and(MESSAGES.SEQ.in(seqs))
        .groupBy(MESSAGES.SEQ)
        .forEach(row ->
            counted.put(
                new Key(conversationId, row.get(MESSAGES.SEQ)),
                Ticks.counted(row.get(delivered), row.get(read))));
  }
}

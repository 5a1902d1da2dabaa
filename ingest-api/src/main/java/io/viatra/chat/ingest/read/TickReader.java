package io.viatra.chat.ingest.read;

import static io.viatra.chat.readmodel.tables.Tables.MESSAGES;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import io.viatra.chat.ingest.wire.Ticks;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Record;

/// Whom messages reached. Nothing of it is stored with the messages: it follows from the members'
/// watermarks, so that a receipt is one row and not as many as it covers.
final class TickReader {
  /// A message's place.
  record Key(UUID conversationId, long seq) {
    /// @param message a row of `messages`
    static Key of(Record message) {
      return new Key(message.get(MESSAGES.CONVERSATION_ID), message.get(MESSAGES.SEQ));
    }
  }

  private final Map<UUID, Ticker> whole = new HashMap<>();
  private final Map<Key, Ticks> counted = new HashMap<>();

  private TickReader(Map<UUID, Roster> rosters) {
    rosters.forEach((id, roster) -> {
      if (roster.whole()) {
        whole.put(id, new Ticker(roster));
      }
    });
  }

  /// Prepares the ticks of messages by rosters; where one is cut there are none yet.
  static TickReader over(Map<UUID, Roster> rosters) {
    return new TickReader(rosters);
  }

  /// Counts in the database those of the messages whose roster is cut.
  TickReader counting(DSLContext dsl, Collection<Key> messages) {
    messages.stream()
        .filter(message -> !whole.containsKey(message.conversationId()))
        .collect(groupingBy(Key::conversationId, mapping(Key::seq, toList())))
        .forEach((id, seqs) -> countOne(dsl, id, seqs, counted));
    return this;
  }

  /// The ticks of one of those messages.
  Ticks of(Key message, String senderId) {
    var ticker = whole.get(message.conversationId());
    return ticker == null
        ? counted.getOrDefault(message, Ticks.NONE)
        : ticker.of(message.seq(), senderId);
  }

  private static void countOne(
      DSLContext dsl, UUID conversationId, List<Long> seqs, Map<Key, Ticks> counted) {
    var tally = new TickTally(seqs);
    tally.everybody(dsl, conversationId);
    tally.withoutSenders(dsl, conversationId);
    tally.ticks().forEach((seq, ticks) -> counted.put(new Key(conversationId, seq), ticks));
  }
}

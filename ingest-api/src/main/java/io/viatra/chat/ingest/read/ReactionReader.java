package io.viatra.chat.ingest.read;

import static io.viatra.chat.readmodel.tables.Tables.MESSAGES;
import static io.viatra.chat.readmodel.tables.Tables.REACTIONS;
import static org.jooq.impl.DSL.row;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Record;

/// The reactions of some messages, in one statement. A message holds at most 2,000 (the sequencer
/// sees to it), and most hold none.
final class ReactionReader {
  private record Key(UUID conversationId, long seq) {}

  private final Map<Key, Map<String, List<String>>> byMessage;

  private ReactionReader(Map<Key, Map<String, List<String>>> byMessage) {
    this.byMessage = byMessage;
  }

  /// @param messages rows of `messages`, at least one
  static ReactionReader over(DSLContext dsl, List<? extends Record> messages) {
    var wanted =
        messages.stream()
            .map(message -> row(message.get(MESSAGES.CONVERSATION_ID), message.get(MESSAGES.SEQ)))
            .toList();
    var byMessage = new HashMap<Key, Map<String, List<String>>>();
    dsl.select(REACTIONS.CONVERSATION_ID, REACTIONS.SEQ, REACTIONS.EMOJI, REACTIONS.USER_ID)
        .from(REACTIONS)
        .where(row(REACTIONS.CONVERSATION_ID, REACTIONS.SEQ).in(wanted))
        .orderBy(REACTIONS.USER_ID)
        .forEach(found ->
            byMessage
                .computeIfAbsent(
                    new Key(found.get(REACTIONS.CONVERSATION_ID), found.get(REACTIONS.SEQ)),
                    key -> new TreeMap<>())
                .computeIfAbsent(found.get(REACTIONS.EMOJI), emoji -> new ArrayList<>())
                .add(found.get(REACTIONS.USER_ID)));
    return new ReactionReader(byMessage);
  }

  /// Emoji to the users who gave it, in ascending order; of one of those rows.
  Map<String, List<String>> of(Record message) {
    return byMessage.getOrDefault(
        new Key(message.get(MESSAGES.CONVERSATION_ID), message.get(MESSAGES.SEQ)), Map.of());
  }
}

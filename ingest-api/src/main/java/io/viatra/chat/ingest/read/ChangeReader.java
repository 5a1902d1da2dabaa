package io.viatra.chat.ingest.read;

import static io.viatra.chat.readmodel.tables.Tables.CONVERSATIONS;
import static io.viatra.chat.readmodel.tables.Tables.CONVERSATION_MEMBERS;
import static io.viatra.chat.readmodel.tables.Tables.MESSAGES;

import io.viatra.chat.ingest.wire.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Record;

/// What happened in a conversation above some version, as state: a message that changed three times
/// is there once, as it is now.
///
/// New messages are found among the newest seqs, of which no more than the versions between can be
/// new; changed ones by an index over messages that were ever touched. Neither walks the history.
public final class ChangeReader {
  /// More than so many messages are not brought up to date but loaded.
  public static final int MAX = 200;

  private final Database database;

  public ChangeReader(Database database) {
    this.database = database;
  }

  /// Where a conversation stands for one of its members.
  ///
  /// @param ver of its last event
  /// @param frameVer of the last event that changed what it is besides its messages
  public record Stand(Membership me, long ver, long frameVer) {}

  /// What lies above a version.
  ///
  /// @param created messages that came above it
  /// @param updated messages from below it that changed above it
  public record Changes(List<Message> created, List<Message> updated) {}

  /// Empty where the caller is no member.
  public Optional<Stand> stand(UUID conversationId, String userId) {
    return database.read(dsl ->
        dsl.select(MembershipReader.COLUMNS)
            .select(CONVERSATIONS.VER, CONVERSATIONS.FRAME_VER)
            .from(CONVERSATION_MEMBERS)
            .join(CONVERSATIONS)
            .on(CONVERSATIONS.ID.eq(CONVERSATION_MEMBERS.CONVERSATION_ID))
            .where(CONVERSATION_MEMBERS.CONVERSATION_ID.eq(conversationId))
            .and(CONVERSATION_MEMBERS.USER_ID.eq(userId))
            .and(CONVERSATION_MEMBERS.LEFT_SEQ.isNull())
            .fetchOptional(row ->
                new Stand(
                    MembershipReader.of(row),
                    row.get(CONVERSATIONS.VER),
                    row.get(CONVERSATIONS.FRAME_VER))));
  }

  /// Everything above a version at least as far as that standing; what was changed since then is
  /// there as it is now.
  ///
  /// @return empty where there is more than [#MAX]
  public Optional<Changes> above(long since, Stand stand) {
    return database.read(dsl -> {
      var created = created(dsl, since, stand);
      if (created.size() > MAX) {
        return Optional.empty();
      }
      var updated = updated(dsl, since, stand.me);
      if (created.size() + updated.size() > MAX) {
        return Optional.empty();
      }
      List<Record> rows = new ArrayList<>(created);
      rows.addAll(updated);
      var me = stand.me;
      var rosters = RosterReader.whole(dsl, List.of(me.conversationId()));
      var messages = MessageRows.messages(dsl, rosters, rows);
      return Optional.of(
          new Changes(
              messages.subList(0, created.size()),
              messages.subList(created.size(), messages.size())));
    });
  }

  private static List<? extends Record> created(DSLContext dsl, long since, Stand stand) {
    var me = stand.me;
    long span = Math.max(0, stand.ver - since);
    return dsl.selectFrom(MESSAGES)
        .where(MessageReader.visible(me))
        .and(MESSAGES.SEQ.gt(me.lastSeq() - span))
        .and(MESSAGES.CREATED_VER.gt(since))
        .orderBy(MESSAGES.SEQ)
        .limit(MAX + 1)
        .fetch();
  }

  private static List<? extends Record> updated(DSLContext dsl, long since, Membership me) {
    return dsl.selectFrom(MESSAGES)
        .where(MessageReader.visible(me))
        .and(MESSAGES.VER.gt(since))
        .and(MESSAGES.VER.ne(MESSAGES.CREATED_VER))
        .and(MESSAGES.CREATED_VER.le(since))
        .orderBy(MESSAGES.VER)
        .limit(MAX + 1)
        .fetch();
  }
}

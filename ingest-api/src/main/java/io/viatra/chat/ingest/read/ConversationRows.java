package io.viatra.chat.ingest.read;

import static io.viatra.chat.readmodel.tables.Tables.CONVERSATIONS;
import static io.viatra.chat.readmodel.tables.Tables.CONVERSATION_MEMBERS;
import static io.viatra.chat.readmodel.tables.Tables.MESSAGES;
import static io.viatra.chat.readmodel.tables.Tables.UNREAD_COUNTS;
import static java.util.stream.Collectors.toMap;
import static org.jooq.impl.DSL.row;

import io.viatra.chat.ingest.wire.Conversation;
import io.viatra.chat.ingest.wire.Message;
import io.viatra.chat.ingest.wire.OwnSettings;
import io.viatra.chat.ingest.wire.Participant;
import io.viatra.chat.schemas.conversation.ConversationType;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Result;
import org.jspecify.annotations.Nullable;

/// Rows of `conversations`, joined with the reader's own membership, as conversations of the wire.
final class ConversationRows {
  /// Of the reader's membership.
  static final List<Field<?>> OWN =
      List.of(
          MembershipReader.HISTORY,
          CONVERSATION_MEMBERS.JOINED_SEQ,
          CONVERSATION_MEMBERS.MUTED_UNTIL,
          CONVERSATION_MEMBERS.PINNED_AT,
          CONVERSATION_MEMBERS.ARCHIVED_AT,
          CONVERSATION_MEMBERS.MARKED_UNREAD);

  private final Map<UUID, Roster> rosters;
  private final Map<UUID, Message> newest;
  private final Map<UUID, Long> unread;

  private ConversationRows(
      Map<UUID, Roster> rosters, Map<UUID, Message> newest, Map<UUID, Long> unread) {
    this.rosters = rosters;
    this.newest = newest;
    this.unread = unread;
  }

  /// All of them, in their order.
  static List<Conversation> conversations(DSLContext dsl, String userId, Result<Record> rows) {
    if (rows.isEmpty()) {
      return List.of();
    }
    var ids = rows.getValues(CONVERSATIONS.ID);
    var rosters = RosterReader.rosters(dsl, ids, userId);
    var all = new ConversationRows(rosters, newest(dsl, rosters, rows), unread(dsl, userId, ids));
    return rows.map(all::conversation);
  }

  private static Map<UUID, Message> newest(
      DSLContext dsl, Map<UUID, Roster> rosters, Result<Record> rows) {
    var heads =
        rows.stream()
            .filter(row -> row.get(CONVERSATIONS.LAST_SEQ) > 0)
            .map(row -> row(row.get(CONVERSATIONS.ID), row.get(CONVERSATIONS.LAST_SEQ)))
            .toList();
    if (heads.isEmpty()) {
      return Map.of();
    }
    var found =
        dsl.selectFrom(MESSAGES)
            .where(row(MESSAGES.CONVERSATION_ID, MESSAGES.SEQ).in(heads))
            .fetch();
    return MessageRows.messages(dsl, rosters, found).stream()
        .collect(toMap(Message::conversationId, Function.identity()));
  }

  private static Map<UUID, Long> unread(DSLContext dsl, String userId, List<UUID> ids) {
    return dsl.select(UNREAD_COUNTS.CONVERSATION_ID, UNREAD_COUNTS.UNREAD)
        .from(UNREAD_COUNTS)
        .where(UNREAD_COUNTS.USER_ID.eq(userId))
        .and(UNREAD_COUNTS.CONVERSATION_ID.in(ids))
        .fetchMap(UNREAD_COUNTS.CONVERSATION_ID, UNREAD_COUNTS.UNREAD);
  }

  private Conversation conversation(Record row) {
    var id = row.get(CONVERSATIONS.ID);
    var participants =
        rosters.getOrDefault(id, Roster.EMPTY).participants(Conversation.PARTICIPANTS_MAX);
    var visible = visibleNewest(row);
    return new Conversation(
        id,
        Stored.constant(ConversationType.class, row.get(CONVERSATIONS.TYPE)),
        row.get(CONVERSATIONS.NAME),
        row.get(CONVERSATIONS.AVATAR_URL),
        participants.stream().map(Participant::userId).toList(),
        participants,
        row.get(CONVERSATIONS.LAST_SEQ),
        row.get(CONVERSATIONS.VER),
        visible,
        visible == null ? null : visible.createdAt(),
        unread.getOrDefault(id, 0L),
        new OwnSettings(
            row.get(CONVERSATION_MEMBERS.MUTED_UNTIL),
            row.get(CONVERSATION_MEMBERS.PINNED_AT),
            row.get(CONVERSATION_MEMBERS.ARCHIVED_AT),
            row.get(CONVERSATION_MEMBERS.MARKED_UNREAD)),
        Stored.object(row.get(CONVERSATIONS.METADATA)),
        row.get(CONVERSATIONS.CREATED_AT));
  }

  /// The newest message, unless it was said before the reader came.
  private @Nullable Message visibleNewest(Record row) {
    var floor = MembershipReader.history(row).floor(row.get(CONVERSATION_MEMBERS.JOINED_SEQ));
    return row.get(CONVERSATIONS.LAST_SEQ) > floor ? newest.get(row.get(CONVERSATIONS.ID)) : null;
  }
}

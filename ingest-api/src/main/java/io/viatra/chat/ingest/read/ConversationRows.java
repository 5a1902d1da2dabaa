package io.viatra.chat.ingest.read;

import static io.viatra.chat.readmodel.tables.Tables.CONVERSATIONS;
import static io.viatra.chat.readmodel.tables.Tables.CONVERSATION_MEMBERS;

import io.viatra.chat.ingest.read.Gathering.Gathered;
import io.viatra.chat.ingest.wire.Conversation;
import io.viatra.chat.ingest.wire.Message;
import io.viatra.chat.ingest.wire.OwnSettings;
import io.viatra.chat.ingest.wire.Participant;
import io.viatra.chat.schemas.conversation.ConversationType;
import java.util.List;
import java.util.Map;
import java.util.UUID;
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

  private final Gathered parts;
  private final Map<UUID, Long> unread;

  /// @param unread of the reader, by conversation
  ConversationRows(Gathered parts, Map<UUID, Long> unread) {
    this.parts = parts;
    this.unread = unread;
  }

  /// All of them, in their order.
  List<Conversation> conversations(Result<Record> rows) {
    return rows.map(this::conversation);
  }

  private Conversation conversation(Record row) {
    var id = row.get(CONVERSATIONS.ID);
    var participants =
        parts.rosters().getOrDefault(id, Roster.EMPTY).participants(Conversation.PARTICIPANTS_MAX);
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
    return row.get(CONVERSATIONS.LAST_SEQ) > floor
        ? parts.newest().get(row.get(CONVERSATIONS.ID))
        : null;
  }
}

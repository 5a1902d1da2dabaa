package io.viatra.chat.ingest.read;

import static io.viatra.chat.readmodel.tables.Tables.CONVERSATIONS;
import static io.viatra.chat.readmodel.tables.Tables.CONVERSATION_MEMBERS;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.val;

import io.viatra.chat.ingest.wire.Conversation;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.SelectConditionStep;
import org.jspecify.annotations.Nullable;

/// Conversations as one member sees them. A page takes four statements, whatever its length: the
/// conversations, then their newest messages, rosters and unread counts ([ConversationRows]).
public final class ConversationReader {
  private final Database database;

  public ConversationReader(Database database) {
    this.database = database;
  }

  /// A conversation and its place in the list.
  public record Listed(ListPosition position, Conversation conversation) {}

  /// One conversation, if it is the user's to see.
  public Optional<Conversation> find(UUID conversationId, String userId) {
    return database.read(dsl ->
        ConversationRows.conversations(
                dsl, userId, mine(dsl, userId).and(CONVERSATIONS.ID.eq(conversationId)).fetch())
            .stream()
            .findFirst());
  }

  /// A page, latest activity first.
  ///
  /// @param after null for the first page
  public List<Listed> page(
      String userId, ListFilter filter, @Nullable ListPosition after, int limit) {
    return database.read(dsl -> {
      var rows =
          mine(dsl, userId)
              .and(matching(filter))
              .and(following(after))
              .orderBy(CONVERSATIONS.ACTIVE_AT.desc(), CONVERSATIONS.ID.desc())
              .limit(limit)
              .fetch();
      var conversations = ConversationRows.conversations(dsl, userId, rows);
      return IntStream.range(0, rows.size())
          .mapToObj(i -> new Listed(position(rows.get(i)), conversations.get(i)))
          .toList();
    });
  }

  private static SelectConditionStep<Record> mine(DSLContext dsl, String userId) {
    return dsl.select(CONVERSATIONS.fields())
        .select(ConversationRows.OWN)
        .from(CONVERSATION_MEMBERS)
        .join(CONVERSATIONS)
        .on(CONVERSATIONS.ID.eq(CONVERSATION_MEMBERS.CONVERSATION_ID))
        .where(CONVERSATION_MEMBERS.USER_ID.eq(userId))
        .and(CONVERSATION_MEMBERS.LEFT_SEQ.isNull());
  }

  private static Condition matching(ListFilter filter) {
    var archived =
        filter.archived()
            ? CONVERSATION_MEMBERS.ARCHIVED_AT.isNotNull()
            : CONVERSATION_MEMBERS.ARCHIVED_AT.isNull();
    var q = filter.q();
    if (q == null) {
      return archived;
    }
    var somebody = CONVERSATION_MEMBERS.as("somebody");
    return archived.and(
        CONVERSATIONS
            .NAME
            .containsIgnoreCase(q)
            .or(
                exists(
                    selectOne()
                        .from(somebody)
                        .where(somebody.CONVERSATION_ID.eq(CONVERSATIONS.ID))
                        .and(somebody.LEFT_SEQ.isNull())
                        .and(somebody.USER_ID.containsIgnoreCase(q)))));
  }

  private static Condition following(@Nullable ListPosition after) {
    return after == null
        ? noCondition()
        : row(CONVERSATIONS.ACTIVE_AT, CONVERSATIONS.ID)
            .lt(row(val(after.activeAt()), val(after.id())));
  }

  private static ListPosition position(Record row) {
    return new ListPosition(row.get(CONVERSATIONS.ACTIVE_AT), row.get(CONVERSATIONS.ID));
  }
}

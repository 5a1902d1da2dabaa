package io.viatra.chat.ingest.read;

import static io.viatra.chat.readmodel.tables.Tables.CONVERSATIONS;
import static io.viatra.chat.readmodel.tables.Tables.CONVERSATION_MEMBERS;
import static io.viatra.chat.readmodel.tables.Tables.UNREAD_COUNTS;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.val;

import io.viatra.chat.ingest.cache.Cache;
import io.viatra.chat.ingest.wire.Conversation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.Result;
import org.jooq.SelectConditionStep;
import org.jspecify.annotations.Nullable;

/// Conversations as one member sees them. A page takes two statements, whatever its length: the
/// conversations, and what is unread in them; and one each for rosters and newest messages where
/// the cache does not have all of them ([Gathering]).
public final class ConversationReader {
  private final Database database;
  private final Cache cache;

  public ConversationReader(Database database, Cache cache) {
    this.database = database;
    this.cache = cache;
  }

  /// @param unread by conversation
  /// @param reaches [Roster#reach] by conversation; missing where a roster is cut
  private record Own(Result<Record> rows, Map<UUID, Long> unread, Map<UUID, Long> reaches) {}

  /// A conversation and its place in the list.
  public record Listed(ListPosition position, Conversation conversation) {}

  /// One conversation, if it is the user's to see.
  public Optional<Conversation> find(UUID conversationId, String userId) {
    var own =
        database.read(dsl ->
            own(dsl, userId, mine(dsl, userId).and(CONVERSATIONS.ID.eq(conversationId)).fetch()));
    return conversations(userId, own).stream().findFirst();
  }

  /// A page, latest activity first.
  ///
  /// @param after null for the first page
  public List<Listed> page(
      String userId, ListFilter filter, @Nullable ListPosition after, int limit) {
    var own =
        database.read(dsl ->
            own(
                dsl,
                userId,
                mine(dsl, userId)
                    .and(matching(filter))
                    .and(following(after))
                    .orderBy(CONVERSATIONS.ACTIVE_AT.desc(), CONVERSATIONS.ID.desc())
                    .limit(limit)
                    .fetch()));
    var conversations = conversations(userId, own);
    return IntStream.range(0, conversations.size())
        .mapToObj(i -> new Listed(position(own.rows.get(i)), conversations.get(i)))
        .toList();
  }

  private List<Conversation> conversations(String userId, Own own) {
    if (own.rows.isEmpty()) {
      return List.of();
    }
    var parts = new Gathering(userId, own.rows).from(cache, own.reaches, database);
    return new ConversationRows(parts, own.unread).conversations(own.rows);
  }

  /// What changes without a version: asked each time.
  private Own own(DSLContext dsl, String userId, Result<Record> rows) {
    var unread = new HashMap<UUID, Long>();
    var reaches = new HashMap<UUID, Long>();
    if (!rows.isEmpty()) {
      var reach =
          cache.isOn() ? RosterReader.reach(UNREAD_COUNTS.CONVERSATION_ID) : inline((Long) null);
      dsl.select(UNREAD_COUNTS.CONVERSATION_ID, UNREAD_COUNTS.UNREAD, reach)
          .from(UNREAD_COUNTS)
          .where(UNREAD_COUNTS.USER_ID.eq(userId))
          .and(UNREAD_COUNTS.CONVERSATION_ID.in(rows.getValues(CONVERSATIONS.ID)))
          .forEach(row -> {
            unread.put(row.value1(), row.value2());
            if (row.value3() != null) {
              reaches.put(row.value1(), row.value3());
            }
          });
    }
    return new Own(rows, unread, reaches);
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

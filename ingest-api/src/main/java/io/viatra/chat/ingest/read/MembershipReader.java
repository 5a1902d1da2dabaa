package io.viatra.chat.ingest.read;

import static io.viatra.chat.readmodel.tables.Tables.CONVERSATIONS;
import static io.viatra.chat.readmodel.tables.Tables.CONVERSATION_MEMBERS;

import io.viatra.chat.ingest.read.Membership.History;
import io.viatra.chat.ingest.read.Standing.State;
import io.viatra.chat.schemas.conversation.ConversationType;
import io.viatra.chat.schemas.conversation.Role;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/// Authorisation: every route asks it before anything else. Never cached, so that one removed is an
/// outsider at once.
public final class MembershipReader {
  /// Null in most; see [#history].
  static final Field<String> HISTORY =
      DSL.jsonbGetAttributeAsText(CONVERSATIONS.METADATA, "history").as("history");

  /// What [#of] needs of the two tables, for readers that join them into a question of their own.
  static final List<Field<?>> COLUMNS =
      List.of(
          CONVERSATION_MEMBERS.CONVERSATION_ID,
          CONVERSATION_MEMBERS.USER_ID,
          CONVERSATION_MEMBERS.ROLE,
          CONVERSATION_MEMBERS.JOINED_SEQ,
          CONVERSATION_MEMBERS.READ_SEQ,
          CONVERSATIONS.TYPE,
          CONVERSATIONS.LAST_SEQ,
          HISTORY);

  private final Database database;

  public MembershipReader(Database database) {
    this.database = database;
  }

  /// The membership, if there is one.
  public Optional<Membership> find(UUID conversationId, String userId) {
    return database.read(dsl ->
        dsl.select(COLUMNS)
            .from(CONVERSATION_MEMBERS)
            .join(CONVERSATIONS)
            .on(CONVERSATIONS.ID.eq(CONVERSATION_MEMBERS.CONVERSATION_ID))
            .where(CONVERSATION_MEMBERS.CONVERSATION_ID.eq(conversationId))
            .and(CONVERSATION_MEMBERS.USER_ID.eq(userId))
            .and(CONVERSATION_MEMBERS.LEFT_SEQ.isNull())
            .fetchOptional(MembershipReader::of));
  }

  /// The membership together with the conversation's state, in one snapshot.
  Optional<Standing> standing(UUID conversationId, String userId) {
    var reach = RosterReader.reach(CONVERSATIONS.ID);
    return database.read(dsl ->
        dsl.select(COLUMNS)
            .select(Versions.STATE)
            .select(reach)
            .from(CONVERSATION_MEMBERS)
            .join(CONVERSATIONS)
            .on(CONVERSATIONS.ID.eq(CONVERSATION_MEMBERS.CONVERSATION_ID))
            .where(CONVERSATION_MEMBERS.CONVERSATION_ID.eq(conversationId))
            .and(CONVERSATION_MEMBERS.USER_ID.eq(userId))
            .and(CONVERSATION_MEMBERS.LEFT_SEQ.isNull())
            .fetchOptional(row -> new Standing(of(row), state(row, row.get(reach)))));
  }

  private static @Nullable State state(Record row, @Nullable Long reach) {
    return reach == null ? null : new State(Versions.of(row), reach);
  }

  /// The standing of those who are members.
  public Map<String, Role> roles(UUID conversationId, Collection<String> userIds) {
    return database.read(dsl ->
        dsl.select(CONVERSATION_MEMBERS.USER_ID, CONVERSATION_MEMBERS.ROLE)
            .from(CONVERSATION_MEMBERS)
            .where(live(conversationId))
            .and(CONVERSATION_MEMBERS.USER_ID.in(userIds))
            .fetchMap(
                CONVERSATION_MEMBERS.USER_ID,
                row -> Stored.constant(Role.class, row.get(CONVERSATION_MEMBERS.ROLE))));
  }

  /// How many are members.
  public int count(UUID conversationId) {
    return database.read(dsl -> dsl.fetchCount(CONVERSATION_MEMBERS, live(conversationId)));
  }

  /// The membership, and whether a message stands under an id that the member wants to send under;
  /// one question, for it is asked before every send.
  public Optional<Candidate> candidate(UUID conversationId, String userId, UUID messageId) {
    return database.read(dsl ->
        dsl.connectionResult(
            connection -> CandidateQuery.ask(connection, conversationId, userId, messageId)));
  }

  private static Condition live(UUID conversationId) {
    return CONVERSATION_MEMBERS
        .CONVERSATION_ID
        .eq(conversationId)
        .and(CONVERSATION_MEMBERS.LEFT_SEQ.isNull());
  }

  static Membership of(Record row) {
    return new Membership(
        row.get(CONVERSATION_MEMBERS.CONVERSATION_ID),
        row.get(CONVERSATION_MEMBERS.USER_ID),
        Stored.constant(ConversationType.class, row.get(CONVERSATIONS.TYPE)),
        Stored.constant(Role.class, row.get(CONVERSATION_MEMBERS.ROLE)),
        row.get(CONVERSATION_MEMBERS.JOINED_SEQ),
        row.get(CONVERSATION_MEMBERS.READ_SEQ),
        row.get(CONVERSATIONS.LAST_SEQ),
        history(row));
  }

  static History history(Record row) {
    return "full".equals(row.get(HISTORY)) ? History.FULL : History.OWN;
  }
}

package io.viatra.chat.ingest.read;

import static io.viatra.chat.readmodel.tables.Tables.CONVERSATIONS;
import static io.viatra.chat.readmodel.tables.Tables.CONVERSATION_MEMBERS;
import static java.util.Comparator.comparing;
import static java.util.Comparator.comparingLong;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.lateral;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.sum;
import static org.jooq.impl.DSL.unnest;
import static org.jooq.impl.DSL.when;

import io.viatra.chat.ingest.read.Roster.Seat;
import io.viatra.chat.readmodel.tables.ConversationMembers;
import io.viatra.chat.schemas.conversation.Role;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.impl.SQLDataType;

/// Reads rosters: those of many conversations in one statement, each cut at its size.
final class RosterReader {
  private static final Field<UUID> WANTED = field(name("wanted", "id"), UUID.class);
  private static final Field<Boolean> CUT = field(name("cut"), Boolean.class);

  private static final List<Field<?>> SEAT =
      List.of(
          CONVERSATION_MEMBERS.CONVERSATION_ID,
          CONVERSATION_MEMBERS.USER_ID,
          CONVERSATION_MEMBERS.ROLE,
          CONVERSATION_MEMBERS.JOINED_SEQ,
          CONVERSATION_MEMBERS.LEFT_SEQ,
          CONVERSATION_MEMBERS.DELIVERED_SEQ,
          CONVERSATION_MEMBERS.READ_SEQ);

  /// Only channels can be so large that counting up to a roster's size is worth it.
  private static final Condition LARGE =
      CONVERSATIONS
          .TYPE
          .eq(inline("channel"))
          .and(field(select(count()).from(counted())).gt(Roster.SEATS_MAX));

  /// Live members first, then those who lead, then the first to come.
  private static final Comparator<Seat> ORDER =
      comparing((Seat seat) -> seat.leftSeq() != null)
          .thenComparing(Seat::role)
          .thenComparing(comparingLong(Seat::joinedSeq))
          .thenComparing(Seat::userId);

  private RosterReader() {}

  /// A roster, and the state of its conversation in the same snapshot.
  record Seen(Versions versions, Roster roster) {}

  /// The rosters of those conversations that have a whole one.
  static Map<UUID, Roster> whole(DSLContext dsl, Collection<UUID> conversationIds) {
    var rosters = new HashMap<UUID, Roster>();
    read(dsl, conversationIds, all(""))
        .forEach((id, seen) -> {
          if (seen.roster().whole()) {
            rosters.put(id, seen.roster());
          }
        });
    return rosters;
  }

  /// A roster for each conversation that has one.
  ///
  /// @param userId is in each of them, even in a cut one
  static Map<UUID, Seen> seen(DSLContext dsl, Collection<UUID> conversationIds, String userId) {
    return read(dsl, conversationIds, all(userId).unionAll(some(userId)));
  }

  private static Map<UUID, Seen> read(
      DSLContext dsl, Collection<UUID> conversationIds, Select<?> seatsOfWanted) {
    var wanted = unnest(conversationIds.toArray(UUID[]::new)).as(name("wanted"), name("id"));
    var seats = lateral(seatsOfWanted).as("seat");
    var grouped = new HashMap<UUID, List<Seat>>();
    var versions = new HashMap<UUID, Versions>();
    var cut = new HashSet<UUID>();
    for (var row :
        dsl.select(seats.fields())
            .select(Versions.COLUMNS)
            .from(wanted)
            .join(CONVERSATIONS)
            .on(CONVERSATIONS.ID.eq(WANTED))
            .crossJoin(seats)
            .fetch()) {
      var id = row.get("conversation_id", UUID.class);
      versions.computeIfAbsent(id, _ -> Versions.of(row));
      grouped.computeIfAbsent(id, _ -> new ArrayList<>()).add(seat(row));
      if (row.get(CUT)) {
        cut.add(id);
      }
    }
    var found = new HashMap<UUID, Seen>();
    versions.forEach((id, at) -> {
      var roster = roster(grouped.getOrDefault(id, List.of()), cut.contains(id));
      found.put(id, new Seen(at, roster));
    });
    return found;
  }

  /// [Roster#reach] of the roster that would be read in the same snapshot; null for one that would
  /// be cut, found out without reading all of it.
  static Field<Long> reach(Field<UUID> conversationId) {
    var seat = CONVERSATION_MEMBERS.as("counted");
    var watermarks = seat.DELIVERED_SEQ.plus(seat.READ_SEQ).as("watermarks");
    var seats =
        select(watermarks)
            .from(seat)
            .where(seat.CONVERSATION_ID.eq(conversationId))
            .and(relevant(seat))
            .limit(Roster.SEATS_MAX + 1)
            .asTable("seats");
    return field(
            select(when(count().le(Roster.SEATS_MAX), sum(seats.field(watermarks)))).from(seats))
        .cast(SQLDataType.BIGINT)
        .as("reach");
  }

  /// One more than a roster holds, which tells a whole one from a cut one; nobody where it is known
  /// before that it would be cut. Rows of nobody (a receipt that came before its member) cover
  /// nothing and are passed over.
  private static Select<Record> all(String userId) {
    return select(SEAT)
        .select(inline(false).as(CUT))
        .from(CONVERSATION_MEMBERS)
        .where(CONVERSATION_MEMBERS.CONVERSATION_ID.eq(WANTED))
        .and(relevant(CONVERSATION_MEMBERS))
        .and(LARGE.not())
        .orderBy(
            CONVERSATION_MEMBERS.USER_ID.eq(userId).desc(),
            CONVERSATION_MEMBERS.LEFT_SEQ.isNull().desc(),
            CONVERSATION_MEMBERS.ROLE.eq("member"),
            CONVERSATION_MEMBERS.JOINED_SEQ,
            CONVERSATION_MEMBERS.USER_ID)
        .limit(Roster.SEATS_MAX + 1);
  }

  /// Of a channel with more than a roster holds: oneself, those who lead, and the first by id, each
  /// from an index. To sort all of them would cost in proportion to a hundred thousand.
  private static Select<Record> some(String userId) {
    return live(CONVERSATION_MEMBERS.USER_ID.eq(userId), 1)
        .union(live(CONVERSATION_MEMBERS.ROLE.ne(inline("member")), Roster.SEATS_CUT))
        .union(live(noCondition(), Roster.SEATS_CUT));
  }

  private static Select<Record> live(Condition which, int max) {
    return select(SEAT)
        .select(inline(true).as(CUT))
        .from(CONVERSATION_MEMBERS)
        .where(CONVERSATION_MEMBERS.CONVERSATION_ID.eq(WANTED))
        .and(CONVERSATION_MEMBERS.LEFT_SEQ.isNull())
        .and(which)
        .and(LARGE)
        .orderBy(CONVERSATION_MEMBERS.USER_ID)
        .limit(max);
  }

  /// As many as tell a whole roster from a cut one.
  private static Table<?> counted() {
    var seat = CONVERSATION_MEMBERS.as("counted");
    return select(inline(1).as("one"))
        .from(seat)
        .where(seat.CONVERSATION_ID.eq(WANTED))
        .and(relevant(seat))
        .limit(Roster.SEATS_MAX + 1)
        .asTable("seats");
  }

  private static Condition relevant(ConversationMembers seat) {
    return seat.LEFT_SEQ.isNull().or(seat.LEFT_SEQ.gt(seat.JOINED_SEQ));
  }

  private static Roster roster(List<Seat> seats, boolean cut) {
    var whole = !cut && seats.size() <= Roster.SEATS_MAX;
    return new Roster(seats.stream().limit(Roster.SEATS_MAX).sorted(ORDER).toList(), whole);
  }

  private static Seat seat(Record row) {
    return new Seat(
        row.get(CONVERSATION_MEMBERS.USER_ID),
        Stored.constant(Role.class, row.get(CONVERSATION_MEMBERS.ROLE)),
        row.get(CONVERSATION_MEMBERS.JOINED_SEQ),
        row.get(CONVERSATION_MEMBERS.LEFT_SEQ),
        row.get(CONVERSATION_MEMBERS.DELIVERED_SEQ),
        row.get(CONVERSATION_MEMBERS.READ_SEQ));
  }
}

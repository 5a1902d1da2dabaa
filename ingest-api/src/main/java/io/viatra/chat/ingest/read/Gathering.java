package io.viatra.chat.ingest.read;

import static io.viatra.chat.readmodel.tables.Tables.CONVERSATIONS;

import io.viatra.chat.ingest.cache.Cache;
import io.viatra.chat.ingest.cache.Wanted;
import io.viatra.chat.ingest.cache.Wanted.Entry;
import io.viatra.chat.ingest.wire.Message;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/// Rosters and newest messages of the conversations of one answer: looked for in the cache all at
/// once, the missing ones read, each kind in one statement. For one thread and one answer.
final class Gathering {
  private final String userId;
  private final Map<UUID, Versions> conversations = new LinkedHashMap<>();
  private final Map<UUID, Roster> rosters = new HashMap<>();
  private final Map<UUID, StoredMessage> newest = new HashMap<>();
  private final List<Entry<?>> entries = new ArrayList<>();

  /// @param newest of those conversations that hold any
  record Gathered(Map<UUID, Roster> rosters, Map<UUID, Message> newest) {}

  /// @param rows of `conversations`
  Gathering(String userId, List<? extends Record> rows) {
    this.userId = userId;
    rows.forEach(row -> conversations.put(row.get(CONVERSATIONS.ID), Versions.of(row)));
  }

  /// @param reaches [Roster#reach] by conversation; missing where a roster is cut
  Gathered from(Cache cache, Map<UUID, Long> reaches, Database database) {
    if (cache.isOn()) {
      look(cache, reaches);
    }
    var seatless = conversations.keySet().stream().filter(id -> !rosters.containsKey(id)).toList();
    var headless = headless();
    if (seatless.isEmpty() && headless.isEmpty()) {
      return gathered(TickReader.over(rosters));
    }
    var gathered =
        database.read(dsl -> {
          if (!seatless.isEmpty()) {
            seat(dsl, seatless);
          }
          if (!headless.isEmpty()) {
            fill(dsl, headless);
          }
          return gathered(TickReader.over(rosters).counting(dsl, keys()));
        });
    // Without the connection: Redis may take its time.
    cache.store(entries);
    return gathered;
  }

  private void look(Cache cache, Map<UUID, Long> reaches) {
    var seats = new HashMap<UUID, Wanted<Roster>>();
    var heads = new HashMap<UUID, Wanted<List<StoredMessage>>>();
    conversations.forEach((id, at) -> {
      var reach = reaches.get(id);
      if (reach != null) {
        seats.put(id, Shelves.roster(id, at, reach));
      }
      if (at.lastSeq() > 0) {
        heads.put(id, Shelves.newest(id, at));
      }
    });
    var wanted = new ArrayList<Wanted<?>>(seats.values());
    wanted.addAll(heads.values());
    var found = cache.find(wanted);
    seats.forEach((id, as) -> put(rosters, id, found.get(as)));
    heads.forEach((id, as) -> {
      var one = found.get(as);
      put(newest, id, one == null || one.isEmpty() ? null : one.getFirst());
    });
  }

  /// Where the newest message is not known yet, its `seq`.
  private Map<UUID, Long> headless() {
    var seqs = new HashMap<UUID, Long>();
    conversations.forEach((id, at) -> {
      if (at.lastSeq() > 0 && !newest.containsKey(id)) {
        seqs.put(id, at.lastSeq());
      }
    });
    return seqs;
  }

  private void seat(DSLContext dsl, List<UUID> ids) {
    RosterReader.seen(dsl, ids, userId)
        .forEach((id, seen) -> {
          var roster = seen.roster();
          rosters.put(id, roster);
          if (roster.whole()) {
            entries.add(Shelves.roster(id, seen.versions(), roster.reach()).holding(roster));
          }
        });
  }

  /// What is no more the newest in its snapshot answers the question all the same, and is not kept.
  private void fill(DSLContext dsl, Map<UUID, Long> seqs) {
    SnapshotReader.ones(dsl, seqs)
        .forEach((id, snapshot) -> {
          var one = snapshot.messages().getFirst();
          newest.put(id, one);
          if (one.seq() == snapshot.versions().lastSeq()) {
            entries.add(Shelves.newest(id, snapshot.versions()).holding(snapshot.messages()));
          }
        });
  }

  private List<TickReader.Key> keys() {
    return newest.entrySet().stream()
        .map(one -> new TickReader.Key(one.getKey(), one.getValue().seq()))
        .toList();
  }

  private Gathered gathered(TickReader ticks) {
    var messages = new HashMap<UUID, Message>();
    newest.forEach((id, one) ->
        messages.put(id, one.in(id, ticks.of(new TickReader.Key(id, one.seq()), one.senderId()))));
    return new Gathered(rosters, messages);
  }

  private static <V> void put(Map<UUID, V> into, UUID id, @Nullable V value) {
    if (value != null) {
      into.put(id, value);
    }
  }
}

package io.viatra.chat.ingest.read;

import static java.util.stream.Collectors.groupingBy;

import io.viatra.chat.ingest.cache.Cache;
import io.viatra.chat.ingest.cache.Wanted;
import io.viatra.chat.ingest.cache.Wanted.Entry;
import io.viatra.chat.ingest.read.RosterReader.Seen;
import io.viatra.chat.ingest.read.SnapshotReader.Snapshot;
import io.viatra.chat.ingest.wire.Message;
import io.viatra.chat.readmodel.cache.CacheKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/// Pages of history, put together from blocks that all members and all cursors share. Warm, a page
/// costs one statement: the membership, which also says of which state blocks and roster must be.
///
/// The answer is never older than that membership. It may be of several moments after it, as that
/// of [MessageReader] may, which reads the pages that blocks cannot give: of cut rosters, around a
/// message that came after the membership was read, and where a `seq` is missing.
public final class HistoryReader {
  private final Database database;
  private final MembershipReader memberships;
  private final MessageReader direct;
  private final Cache cache;

  public HistoryReader(
      Database database, MembershipReader memberships, MessageReader direct, Cache cache) {
    this.database = database;
    this.memberships = memberships;
    this.direct = direct;
    this.cache = cache;
  }

  /// The caller's standing, to be asked for at the beginning of each request.
  public Optional<Standing> standing(UUID conversationId, String userId) {
    return cache.isOn()
        ? memberships.standing(conversationId, userId)
        : memberships.find(conversationId, userId).map(Standing::uncached);
  }

  /// A page, newest first.
  public List<Message> page(Standing standing, Window window, int limit) {
    var me = standing.me();
    var state = standing.state();
    if (state == null || (window instanceof Window.Around(var seq) && seq > me.lastSeq())) {
      return direct.page(me, window, limit);
    }
    var span = Span.of(window, me.floor(), me.lastSeq(), limit);
    if (span.size() == 0) {
      return List.of();
    }
    var found = find(me, state, span);
    var parts = found.isWhole(span) ? found : completed(me, span, found);
    return parts.isWhole(span) ? parts.page(me, span) : direct.page(me, window, limit);
  }

  private Parts find(Membership me, Standing.State state, Span span) {
    var parts = new Parts();
    var seats = Shelves.roster(me.conversationId(), state.versions(), state.reach());
    var wanted = new ArrayList<Wanted<?>>();
    wanted.add(seats);
    var blocks = new TreeMap<Long, Wanted<List<StoredMessage>>>();
    for (var block : span.blocks()) {
      blocks.put(block, Shelves.block(me.conversationId(), block, state.versions()));
    }
    wanted.addAll(blocks.values());
    var found = cache.find(wanted);
    parts.roster = found.get(seats);
    blocks.forEach((block, as) -> parts.put(block, found.get(as)));
    return parts;
  }

  /// Reads what is missing, each in a snapshot, and keeps it under that snapshot's state, which may
  /// be later than the standing's.
  private Parts completed(Membership me, Span span, Parts parts) {
    var id = me.conversationId();
    var missing = span.blocks().stream().filter(block -> !parts.blocks.containsKey(block)).toList();
    var entries = new ArrayList<Entry<?>>();
    database.read(dsl -> {
      if (parts.roster == null) {
        var seen = RosterReader.seen(dsl, List.of(id), me.userId()).get(id);
        entries.addAll(parts.seated(id, seen));
      }
      if (!missing.isEmpty()) {
        entries.addAll(parts.filled(id, missing, snapshot(dsl, id, missing)));
      }
      return true;
    });
    // Without the connection: Redis may take its time.
    cache.store(entries);
    return parts;
  }

  private static @Nullable Snapshot snapshot(DSLContext dsl, UUID id, List<Long> blocks) {
    return SnapshotReader.range(
        dsl, id, blocks.getFirst() * CacheKeys.BLOCK, (blocks.getLast() + 1) * CacheKeys.BLOCK);
  }

  /// What a page is put together from. For one thread.
  private static final class Parts {
    private final TreeMap<Long, List<StoredMessage>> blocks = new TreeMap<>();
    private @Nullable Roster roster;

    void put(long block, @Nullable List<StoredMessage> messages) {
      if (messages != null) {
        blocks.put(block, messages);
      }
    }

    List<Entry<Roster>> seated(UUID id, @Nullable Seen seen) {
      if (seen == null || !seen.roster().whole()) {
        return List.of();
      }
      roster = seen.roster();
      return List.of(
          Shelves.roster(id, seen.versions(), seen.roster().reach()).holding(seen.roster()));
    }

    /// @param snapshot from the first of those blocks to the last
    List<Entry<List<StoredMessage>>> filled(
        UUID id, List<Long> missing, @Nullable Snapshot snapshot) {
      if (snapshot == null) {
        return List.of();
      }
      var byBlock = snapshot.messages().stream().collect(groupingBy(m -> CacheKeys.block(m.seq())));
      var entries = new ArrayList<Entry<List<StoredMessage>>>();
      for (long block = missing.getFirst(); block <= missing.getLast(); block++) {
        var messages = byBlock.getOrDefault(block, List.of());
        blocks.put(block, messages);
        entries.add(Shelves.block(id, block, snapshot.versions()).holding(messages));
      }
      return entries;
    }

    /// Whether nothing is missing; a `seq` that was put aside is.
    boolean isWhole(Span span) {
      return roster != null && span.size() == stored(span).size();
    }

    List<Message> page(Membership me, Span span) {
      if (roster == null) {
        throw new IllegalStateException("not whole");
      }
      var ticker = new Ticker(roster);
      return stored(span).reversed().stream()
          .map(m -> m.in(me.conversationId(), ticker.of(m.seq(), m.senderId())))
          .toList();
    }

    private List<StoredMessage> stored(Span span) {
      return blocks.values().stream()
          .flatMap(List::stream)
          .filter(message -> span.holds(message.seq()))
          .toList();
    }
  }
}

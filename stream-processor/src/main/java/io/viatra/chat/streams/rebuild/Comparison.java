package io.viatra.chat.streams.rebuild;

import io.viatra.chat.streams.Changelog;
import io.viatra.chat.streams.router.RouterFold;
import io.viatra.chat.streams.sequencer.SequencerFold;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/// Holds what stands in the changelogs against what the log makes. Both are on disk and ascending,
/// so two walks meet; nothing is kept but counts and the first differences. One thread.
final class Comparison {
  private static final int NAMED_MAX = 20;
  private static final String STORED = "stored-";

  private final Scratch scratch;
  private final Folds folds;
  private final PrintWriter out;
  private final Map<String, Count> counts = new TreeMap<>();
  private int named;

  /// Of one store.
  private static final class Count {
    long same;
    long other;
    long missing;
    long excess;
  }

  Comparison(Scratch scratch, Folds folds, PrintWriter out) {
    this.scratch = scratch;
    this.folds = folds;
    this.out = out;
  }

  /// A record of a changelog; the last of a key counts.
  ///
  /// @param value null takes the row away
  void stored(Changelog changelog, ConsumerRecord<byte[], byte[]> row, byte @Nullable [] value) {
    stored(changelog, row.partition()).put(Bytes.wrap(row.key()), value);
  }

  private KeyValueStore<Bytes, byte[]> stored(Changelog changelog, int partition) {
    return scratch.table(STORED + changelog.store(), partition);
  }

  /// @return whether every row is as the log has it
  boolean compare(List<Changelog> changelogs, int partitions) {
    for (var changelog : changelogs) {
      for (int partition = 0; partition < partitions; partition++) {
        try (var is = stored(changelog, partition).all();
            var should = scratch.table(changelog.store(), partition).all()) {
          meet(changelog.store(), partition, is, should);
        }
      }
    }
    counts.forEach(this::say);
    out.flush();
    return counts.values().stream()
        .allMatch(count -> count.other + count.missing + count.excess == 0);
  }

  private void say(String store, Count count) {
    out.println(
        String.format(
            Locale.ROOT,
            "%-14s %,12d rows as the log has them, %,d different, %,d missing, %,d too many",
            store,
            count.same,
            count.other,
            count.missing,
            count.excess));
  }

  private void meet(
      String store,
      int partition,
      KeyValueIterator<Bytes, byte[]> is,
      KeyValueIterator<Bytes, byte[]> should) {
    var count = counts.computeIfAbsent(store, _ -> new Count());
    var stored = next(is);
    var folded = next(should);
    while (stored != null || folded != null) {
      int order = stored == null ? 1 : folded == null ? -1 : stored.key.compareTo(folded.key);
      var key = order <= 0 && stored != null ? stored.key : folded == null ? null : folded.key;
      var row = order <= 0 && stored != null ? stored.value : null;
      var made = order >= 0 && folded != null ? folded.value : null;
      if (key != null) {
        judge(count, store, partition, key, row, made);
      }
      stored = order <= 0 ? next(is) : stored;
      folded = order >= 0 ? next(should) : folded;
    }
  }

  private static @Nullable KeyValue<Bytes, byte[]> next(KeyValueIterator<Bytes, byte[]> rows) {
    return rows.hasNext() ? rows.next() : null;
  }

  private void judge(
      Count count,
      String store,
      int partition,
      Bytes key,
      byte @Nullable [] stored,
      byte @Nullable [] folded) {
    if (isSame(store, partition, key, stored, folded)) {
      count.same++;
      return;
    }
    if (stored == null) {
      count.missing++;
    } else if (folded == null) {
      count.excess++;
    } else {
      count.other++;
    }
    if (named < NAMED_MAX) {
      named++;
      var what = stored == null ? "is missing" : folded == null ? "is too many" : "is different";
      out.println(store + "[" + partition + "] " + place(store, key) + " " + what);
    }
  }

  private boolean isSame(
      String store, int partition, Bytes key, byte @Nullable [] stored, byte @Nullable [] folded) {
    if (Arrays.equals(stored, folded)) {
      return true;
    }
    if (stored == null || folded == null) {
      var one = stored == null ? folded : stored;
      return one != null && folds.sequencer(partition).hasExpired(store, key, one);
    }
    if (!RouterFold.isStore(store)) {
      return false;
    }
    var id = RouterFold.conversationOf(store, key);
    return folds
        .router(partition)
        .isSame(store, key, stored, folded, folds.sequencerOf(id).members(id));
  }

  private static String place(String store, Bytes key) {
    return RouterFold.isStore(store)
        ? RouterFold.place(store, key)
        : SequencerFold.place(store, key);
  }
}

package io.viatra.chat.streams.simulation;

import io.viatra.chat.schemas.topic.Partitions;
import io.viatra.chat.schemas.topic.Topics;
import io.viatra.chat.streams.router.RouterFold;
import io.viatra.chat.streams.sequencer.BrokenLogException;
import io.viatra.chat.streams.sequencer.SequencerFold;
import io.viatra.chat.streams.sequencer.SequencerLimits;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.utils.Bytes;

/// What the log alone makes of a run: every row of both applications, by the folds that a rebuild
/// uses, over stores in memory.
final class Rebuilt {
  private final List<Map<String, LoggedStore>> sequencers = new ArrayList<>();
  private final List<Map<String, LoggedStore>> routers = new ArrayList<>();
  private final List<RouterFold> routerFolds = new ArrayList<>();

  Rebuilt(World world) {
    int partitions = world.sequencers().size();
    for (int partition = 0; partition < partitions; partition++) {
      var stores = new TreeMap<String, LoggedStore>();
      routers.add(stores);
      routerFolds.add(new RouterFold(name -> stores.computeIfAbsent(name, LoggedStore::new)));
    }
    for (var side : world.sequencers()) {
      fold(side.log(), partitions);
    }
    for (var side : world.routers()) {
      side.pushes()
          .requests()
          .forEach(push -> routerFolds.get(Partitions.of(push.userId(), partitions)).pushed(push));
    }
  }

  private void fold(List<Output> log, int partitions) {
    var stores = new TreeMap<String, LoggedStore>();
    sequencers.add(stores);
    var fold =
        new SequencerFold(
            name -> stores.computeIfAbsent(name, LoggedStore::new),
            new SequencerLimits(partitions, Crowding.FANOUT_MAX, 100_000),
            (partition, delivery) -> routerFolds.get(partition).take(delivery));
    for (var output : log) {
      if (output.isOf(Topics.RECEIPTS)) {
        fold.receipt(output.decoded(Topics.RECEIPTS));
      }
    }
    for (var output : log) {
      if (output.isOf(Topics.EVENTS)) {
        take(fold, output);
      }
    }
    fold.end((id, user, _) -> {
      throw new Broken("rebuild", user + " is beyond the head of " + id);
    });
  }

  private static void take(SequencerFold fold, Output output) {
    try {
      boolean _ = fold.event(output.decoded(Topics.EVENTS));
    } catch (BrokenLogException hole) {
      throw new Broken("rebuild", String.valueOf(hole.getMessage()));
    }
  }

  /// Holds every row of every store against what the tasks have.
  void hold(World world) {
    for (int partition = 0; partition < sequencers.size(); partition++) {
      var kept = world.sequencers().get(partition).rows();
      var made = sequencers.get(partition);
      kept.forEach((store, rows) -> same(store, rows, rows(made, store), (_, _, _) -> false));
    }
    for (int partition = 0; partition < routers.size(); partition++) {
      var kept = world.routers().get(partition).rows();
      var fold = routerFolds.get(partition);
      var made = routers.get(partition);
      for (var store : List.of("heads", "inbox")) {
        same(
            store,
            kept.getOrDefault(store, Map.of()),
            rows(made, store),
            (key, is, rebuilt) -> fold.isSame(store, key, is.get(), rebuilt.get(), People.ALL));
      }
    }
  }

  private static Map<Bytes, Bytes> rows(Map<String, LoggedStore> stores, String name) {
    var store = stores.getOrDefault(name, null);
    return store == null ? Map.of() : store.copy();
  }

  /// Whether rows of other bytes say the same.
  private interface Alike {
    boolean are(Bytes key, Bytes is, Bytes rebuilt);
  }

  private static void same(
      String store, Map<Bytes, Bytes> kept, Map<Bytes, Bytes> made, Alike alike) {
    var keys = new HashSet<>(kept.keySet());
    keys.addAll(made.keySet());
    for (var key : keys) {
      var is = kept.getOrDefault(key, null);
      var rebuilt = made.getOrDefault(key, null);
      boolean same =
          is != null && rebuilt != null && (is.equals(rebuilt) || alike.are(key, is, rebuilt));
      Broken.unless(same, "rebuild", "%s: %s is %s, not %s", store, key, rebuilt, is);
    }
  }
}

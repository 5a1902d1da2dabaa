package io.viatra.chat.streams.simulation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueStore;

/// What changelogs would restore: the rows of a driver's stores at some time.
public record StoreCopies(Map<String, List<KeyValue<Bytes, byte[]>>> rows) {
  public static final StoreCopies EMPTY = new StoreCopies(Map.of());

  public static StoreCopies of(TopologyTestDriver driver, List<String> names) {
    var rows = new HashMap<String, List<KeyValue<Bytes, byte[]>>>();
    for (var name : names) {
      var kept = new ArrayList<KeyValue<Bytes, byte[]>>();
      try (var all = driver.<Bytes, byte[]>getKeyValueStore(name).all()) {
        all.forEachRemaining(kept::add);
      }
      rows.put(name, kept);
    }
    return new StoreCopies(rows);
  }

  /// The same, by key.
  public Map<String, Map<Bytes, Bytes>> byKey() {
    var copies = new HashMap<String, Map<Bytes, Bytes>>();
    rows.forEach((name, kept) -> {
      var copy = new HashMap<Bytes, Bytes>();
      kept.forEach(row -> copy.put(row.key, Bytes.wrap(row.value)));
      copies.put(name, copy);
    });
    return copies;
  }

  public void into(TopologyTestDriver driver) {
    rows.forEach((name, kept) -> {
      KeyValueStore<Bytes, byte[]> store = driver.getKeyValueStore(name);
      kept.forEach(row -> store.put(row.key, row.value));
    });
  }
}

package io.viatra.chat.streams.simulation;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.NonNull;
import org.jspecify.annotations.Nullable;

/// A store with a changelog that a crash may have cut short: what was put since the last commit can
/// be taken back from its end, one put after the other.
public final class LoggedStore implements KeyValueStore<Bytes, byte[]> {
  private final String name;
  private final TreeMap<Bytes, byte[]> rows = new TreeMap<>();

  /// What stood before each put since the last commit, the last first.
  private final Deque<Before> uncommitted = new ArrayDeque<>();

  private int beforeRecord;

  private static final class Before {
    final Bytes key;
    final byte @Nullable [] value;

    Before(Bytes key, byte @Nullable [] value) {
      this.key = key;
      this.value = value;
    }
  }

  public LoggedStore(String name) {
    this.name = name;
  }

  /// All rows, as they are now.
  public Map<Bytes, Bytes> copy() {
    var copy = new HashMap<Bytes, Bytes>();
    rows.forEach((key, value) -> copy.put(key, Bytes.wrap(value)));
    return copy;
  }

  /// All rows of some.
  public static Map<String, Map<Bytes, Bytes>> copies(Map<String, LoggedStore> stores) {
    var copies = new HashMap<String, Map<Bytes, Bytes>>();
    stores.forEach((name, store) -> copies.put(name, store.copy()));
    return copies;
  }

  public void committed() {
    uncommitted.clear();
    beforeRecord = 0;
  }

  /// A record begins.
  public void begun() {
    beforeRecord = uncommitted.size();
  }

  /// All of it since the last commit.
  public void takeBack() {
    takeBack(uncommitted.size());
  }

  /// The changelog got as far as it got.
  ///
  /// @param midway and not to the last record
  public void takeBackSome(RandomGenerator dice, boolean midway) {
    int kept = dice.nextInt((midway ? beforeRecord : uncommitted.size()) + 1);
    takeBack(uncommitted.size() - kept);
  }

  private void takeBack(int puts) {
    for (int i = 0; i < puts; i++) {
      var before = uncommitted.pop();
      set(before.key, before.value);
    }
  }

  private void set(Bytes key, byte @Nullable [] value) {
    if (value == null) {
      rows.remove(key);
    } else {
      rows.put(key, value);
    }
  }

  @Override
  public void put(Bytes key, byte @Nullable [] value) {
    uncommitted.push(new Before(key, rows.get(key)));
    set(key, value);
  }

  @Override
  public byte @Nullable [] get(Bytes key) {
    return rows.get(key);
  }

  @Override
  public byte @Nullable [] delete(Bytes key) {
    var before = rows.get(key);
    put(key, null);
    return before;
  }

  @Override
  public byte @Nullable [] putIfAbsent(Bytes key, byte @Nullable [] value) {
    var before = rows.get(key);
    if (before == null) {
      put(key, value);
    }
    return before;
  }

  @Override
  public void putAll(List<KeyValue<Bytes, byte[]>> entries) {
    entries.forEach(entry -> put(entry.key, entry.value));
  }

  @Override
  public KeyValueIterator<Bytes, byte[]> all() {
    return range(null, null);
  }

  /// A copy: what is put while somebody walks is not met, as in RocksDB.
  @Override
  public KeyValueIterator<Bytes, byte[]> range(@Nullable Bytes from, @Nullable Bytes to) {
    var found = new ArrayList<KeyValue<Bytes, byte[]>>();
    var some = from == null ? rows : rows.tailMap(from, true);
    for (var row : some.entrySet()) {
      if (to != null && row.getKey().compareTo(to) > 0) {
        break;
      }
      found.add(KeyValue.pair(row.getKey(), row.getValue()));
    }
    return new Walk(found.iterator());
  }

  @Override
  public <S extends Serializer<P>, P> KeyValueIterator<Bytes, byte[]> prefixScan(
      @NonNull P prefix, S serializer) {
    byte[] start = serializer.serialize("", prefix);
    var found = new ArrayList<KeyValue<Bytes, byte[]>>();
    for (var row : rows.tailMap(Bytes.wrap(start), true).entrySet()) {
      byte[] key = row.getKey().get();
      if (key.length < start.length
          || Arrays.mismatch(key, 0, start.length, start, 0, start.length) >= 0) {
        break;
      }
      found.add(KeyValue.pair(row.getKey(), row.getValue()));
    }
    return new Walk(found.iterator());
  }

  @Override
  public long approximateNumEntries() {
    return rows.size();
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void init(StateStoreContext context, StateStore root) {}

  @Override
  public void close() {}

  @Override
  public boolean persistent() {
    return false;
  }

  @Override
  public boolean isOpen() {
    return true;
  }

  private record Walk(Iterator<KeyValue<Bytes, byte[]>> rest)
      implements KeyValueIterator<Bytes, byte[]> {
    @Override
    public boolean hasNext() {
      return rest.hasNext();
    }

    @Override
    public KeyValue<Bytes, byte[]> next() {
      return rest.next();
    }

    @Override
    public Bytes peekNextKey() {
      throw new NoSuchElementException("nobody peeks");
    }

    @Override
    public void close() {}
  }
}

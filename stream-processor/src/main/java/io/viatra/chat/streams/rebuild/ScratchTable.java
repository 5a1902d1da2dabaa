package io.viatra.chat.streams.rebuild;

import static io.viatra.chat.streams.rebuild.ScratchWalk.joined;

import java.util.List;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/// One store of one partition in [Scratch], as the folds know stores: what they put through it has
/// the keys and values of the real one.
final class ScratchTable implements KeyValueStore<Bytes, byte[]> {
  private static final byte[] NONE = {};

  private final Scratch scratch;
  private final String name;
  private final Bytes table;

  /// @param table what its keys begin with
  ScratchTable(Scratch scratch, String name, byte[] table) {
    this.scratch = scratch;
    this.name = name;
    this.table = Bytes.wrap(table);
  }

  @Override
  public byte @Nullable [] get(Bytes key) {
    return scratch.get(table, joined(table.get(), key.get()));
  }

  @Override
  public void put(Bytes key, byte @Nullable [] value) {
    scratch.put(table, joined(table.get(), key.get()), value);
  }

  @Override
  public byte @Nullable [] delete(Bytes key) {
    var before = get(key);
    put(key, null);
    return before;
  }

  @Override
  public byte @Nullable [] putIfAbsent(Bytes key, byte @Nullable [] value) {
    var before = get(key);
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

  @Override
  public KeyValueIterator<Bytes, byte[]> range(@Nullable Bytes from, @Nullable Bytes to) {
    return scratch.walk(
        table, NONE, from == null ? NONE : from.get(), to == null ? null : to.get());
  }

  @Override
  public <S extends Serializer<P>, P> KeyValueIterator<Bytes, byte[]> prefixScan(
      P prefix, S serializer) {
    var start = serializer.serialize("", prefix);
    return scratch.walk(table, start, start, null);
  }

  /// Nobody asks: to count is to walk.
  @Override
  public long approximateNumEntries() {
    return 0;
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
}

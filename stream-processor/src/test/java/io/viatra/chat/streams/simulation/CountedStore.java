package io.viatra.chat.streams.simulation;

import java.util.List;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.NonNull;
import org.jspecify.annotations.Nullable;

/// A store that counts what is done to it. One thread.
public final class CountedStore implements KeyValueStore<Bytes, byte[]> {
  private final KeyValueStore<Bytes, byte[]> store;
  private int read;
  private int walked;
  private int put;

  public CountedStore(KeyValueStore<Bytes, byte[]> store) {
    this.store = store;
  }

  /// Since it was asked last.
  public Touched touched() {
    var touched = new Touched(read, walked, put);
    read = 0;
    walked = 0;
    put = 0;
    return touched;
  }

  @Override
  public byte @Nullable [] get(Bytes key) {
    read++;
    return store.get(key);
  }

  @Override
  public void put(Bytes key, byte @Nullable [] value) {
    put++;
    store.put(key, value);
  }

  @Override
  public byte @Nullable [] putIfAbsent(Bytes key, byte @Nullable [] value) {
    put++;
    return store.putIfAbsent(key, value);
  }

  @Override
  public void putAll(List<KeyValue<Bytes, byte[]>> entries) {
    put += entries.size();
    store.putAll(entries);
  }

  @Override
  public byte @Nullable [] delete(Bytes key) {
    put++;
    return store.delete(key);
  }

  @Override
  public KeyValueIterator<Bytes, byte[]> range(@Nullable Bytes from, @Nullable Bytes to) {
    return new Walk(store.range(from, to));
  }

  @Override
  public KeyValueIterator<Bytes, byte[]> all() {
    return new Walk(store.all());
  }

  @Override
  public <S extends Serializer<P>, P> KeyValueIterator<Bytes, byte[]> prefixScan(
      @NonNull P prefix, S serializer) {
    return new Walk(store.prefixScan(prefix, serializer));
  }

  private final class Walk implements KeyValueIterator<Bytes, byte[]> {
    private final KeyValueIterator<Bytes, byte[]> rows;

    Walk(KeyValueIterator<Bytes, byte[]> rows) {
      this.rows = rows;
    }

    @Override
    public boolean hasNext() {
      return rows.hasNext();
    }

    @Override
    public KeyValue<Bytes, byte[]> next() {
      walked++;
      return rows.next();
    }

    @Override
    public Bytes peekNextKey() {
      return rows.peekNextKey();
    }

    @Override
    public void close() {
      rows.close();
    }
  }

  @Override
  public long approximateNumEntries() {
    return store.approximateNumEntries();
  }

  @Override
  public String name() {
    return store.name();
  }

  @Override
  public void init(StateStoreContext context, StateStore root) {
    store.init(context, root);
  }

  @Override
  public void close() {
    store.close();
  }

  @Override
  public boolean persistent() {
    return store.persistent();
  }

  @Override
  public boolean isOpen() {
    return store.isOpen();
  }
}

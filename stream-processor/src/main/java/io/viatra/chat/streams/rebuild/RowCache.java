package io.viatra.chat.streams.rebuild;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/// The rows of [Scratch] that were used last. A fold touches the same few rows of a conversation
/// with each of its events, and each call into RocksDB costs more than all else of an event; here
/// they are written many at a time, and most of them long after they were first put.
///
/// Bound: [#BYTES_MAX], or what is given, by an estimate that rather says too much. Beyond it the
/// least recently used quarter goes, written in one batch as far as it has changed. One thread; a
/// crash loses it, and with it the whole scratch.
final class RowCache {
  /// Enough for some 400,000 rows, which is what 30,000 conversations with a message each in turn
  /// need; small beside a heap of 512 MiB, which a JVM takes on a machine of 2 GiB.
  static final long BYTES_MAX = 96L * 1024 * 1024;

  /// Objects around a key and a value, measured: map entry, row, two array headers, dirty mark.
  private static final long ROW_OVERHEAD = 170;

  private final RocksDB rows;
  private final WriteOptions options;
  private final long bytesMax;
  private final LinkedHashMap<Bytes, Row> cached = new LinkedHashMap<>(1_024, 0.75f, true);

  /// By table, so that a walk writes what it is to meet and no more.
  private final Map<Bytes, Set<Row>> changed = new HashMap<>();

  private long bytes;

  private static final class Row {
    final Bytes key;
    final Bytes table;
    byte @Nullable [] value;
    boolean changed;

    Row(Bytes key, Bytes table, byte @Nullable [] value) {
      this.key = key;
      this.table = table;
      this.value = value;
    }

    long size() {
      return ROW_OVERHEAD + key.get().length + (value == null ? 0 : value.length);
    }
  }

  RowCache(RocksDB rows, WriteOptions options, long bytesMax) {
    this.rows = rows;
    this.options = options;
    this.bytesMax = bytesMax;
  }

  /// Null where there is no such row, which is remembered too.
  byte @Nullable [] get(Bytes table, byte[] key) throws RocksDBException {
    var wrapped = Bytes.wrap(key);
    var row = cached.get(wrapped);
    if (row == null) {
      row = new Row(wrapped, table, rows.get(key));
      keep(row);
    }
    return row.value;
  }

  /// @param value null deletes
  void put(Bytes table, byte[] key, byte @Nullable [] value) throws RocksDBException {
    var wrapped = Bytes.wrap(key);
    var row = cached.get(wrapped);
    if (row == null) {
      row = new Row(wrapped, table, value);
      change(row);
      keep(row);
    } else {
      bytes -= row.size();
      row.value = value;
      bytes += row.size();
      change(row);
    }
  }

  private void change(Row row) {
    if (!row.changed) {
      row.changed = true;
      boolean _ = changed.computeIfAbsent(row.table, _ -> new HashSet<>()).add(row);
    }
  }

  private void keep(Row row) throws RocksDBException {
    var _ = cached.put(row.key, row);
    bytes += row.size();
    if (bytes > bytesMax) {
      evict();
    }
  }

  private void evict() throws RocksDBException {
    try (var batch = new WriteBatch()) {
      var eldest = cached.values().iterator();
      while (bytes > bytesMax / 4 * 3 && eldest.hasNext()) {
        var row = eldest.next();
        if (row.changed) {
          add(row, batch);
          boolean _ = changed.getOrDefault(row.table, Set.of()).remove(row);
        }
        bytes -= row.size();
        eldest.remove();
      }
      rows.write(options, batch);
    }
  }

  /// Writes what has changed in a table, so that a walk over it meets everything.
  void flush(Bytes table) throws RocksDBException {
    var those = changed.remove(table);
    if (those == null || those.isEmpty()) {
      return;
    }
    try (var batch = new WriteBatch()) {
      for (var row : those) {
        add(row, batch);
      }
      rows.write(options, batch);
    }
  }

  private static void add(Row row, WriteBatch batch) throws RocksDBException {
    row.changed = false;
    if (row.value == null) {
      batch.delete(row.key.get());
    } else {
      batch.put(row.key.get(), row.value);
    }
  }
}

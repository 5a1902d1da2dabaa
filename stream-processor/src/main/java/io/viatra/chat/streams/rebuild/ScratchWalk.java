package io.viatra.chat.streams.rebuild;

import java.util.Arrays;
import java.util.NoSuchElementException;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksIterator;

/// A walk over the rows of one table whose keys begin alike, ascending, as of its beginning. It
/// holds native memory until it is closed.
final class ScratchWalk implements KeyValueIterator<Bytes, byte[]> {
  private final RocksIterator rows;
  private final byte[] table;
  private final byte[] prefix;
  private final byte @Nullable [] last;

  /// @param table what all keys of the table begin with, and no caller sees
  /// @param prefix of the keys, behind it
  /// @param from where to begin, likewise
  /// @param last the last key, likewise; null for all
  ScratchWalk(
      RocksIterator rows, byte[] table, byte[] prefix, byte[] from, byte @Nullable [] last) {
    this.rows = rows;
    this.table = table;
    this.prefix = joined(table, prefix);
    this.last = last == null ? null : joined(table, last);
    rows.seek(joined(table, from));
  }

  static byte[] joined(byte[] table, byte[] key) {
    var joined = Arrays.copyOf(table, table.length + key.length);
    System.arraycopy(key, 0, joined, table.length, key.length);
    return joined;
  }

  @Override
  public boolean hasNext() {
    if (!rows.isValid()) {
      return false;
    }
    var key = rows.key();
    return key.length >= prefix.length
        && Arrays.mismatch(key, 0, prefix.length, prefix, 0, prefix.length) < 0
        && (last == null || Arrays.compareUnsigned(key, last) <= 0);
  }

  @Override
  public Bytes peekNextKey() {
    if (!hasNext()) {
      throw new NoSuchElementException("the walk is over");
    }
    var key = rows.key();
    return Bytes.wrap(Arrays.copyOfRange(key, table.length, key.length));
  }

  @Override
  public KeyValue<Bytes, byte[]> next() {
    var row = KeyValue.pair(peekNextKey(), rows.value());
    rows.next();
    return row;
  }

  @Override
  public void close() {
    rows.close();
  }
}

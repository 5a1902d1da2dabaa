package io.viatra.chat.streams.rebuild;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.CompressionType;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteOptions;

/// Rows of all stores and partitions while they are made, on disk, so that memory does not grow
/// with the log. Nothing in it outlives the command: it is written without a log of its own, and
/// deleted when it is closed.
///
/// One thread.
final class Scratch implements AutoCloseable {
  private static final long WRITE_BUFFER_BYTES = 32L * 1024 * 1024;

  /// For each key; one miss in a hundred is looked up in vain.
  private static final int BLOOM_BITS = 10;

  private final Path directory;
  private final LRUCache cache;
  private final Options options;
  private final WriteOptions unlogged = new WriteOptions().setDisableWAL(true);
  private final RocksDB rows;
  private final RowCache recent;
  private final Map<String, KeyValueStore<Bytes, byte[]>> tables = new HashMap<>();

  private Scratch(Path directory, LRUCache cache, Options options, RocksDB rows, long rowBytesMax) {
    this.directory = directory;
    this.cache = cache;
    this.options = options;
    this.rows = rows;
    recent = new RowCache(rows, unlogged, rowBytesMax);
  }

  /// @param parent where a directory for it is made
  /// @param cacheBytes of blocks that were read; two write buffers of 32 MiB and a [RowCache] come
  ///   on top
  static Scratch open(Path parent, long cacheBytes) throws IOException {
    return open(parent, cacheBytes, RowCache.BYTES_MAX);
  }

  /// @param rowBytesMax as in [RowCache]
  static Scratch open(Path parent, long cacheBytes, long rowBytesMax) throws IOException {
    RocksDB.loadLibrary();
    Files.createDirectories(parent);
    var directory = Files.createTempDirectory(parent, "rebuild-state-");
    var cache = new LRUCache(cacheBytes);
    var bloom = new BloomFilter(BLOOM_BITS);
    var options =
        new Options()
            .setCreateIfMissing(true)
            .setWriteBufferSize(WRITE_BUFFER_BYTES)
            .setMaxWriteBufferNumber(2)
            .setCompressionType(CompressionType.LZ4_COMPRESSION)
            .setTableFormatConfig(
                new BlockBasedTableConfig().setBlockCache(cache).setFilterPolicy(bloom));
    // The options share it from now on.
    bloom.close();
    try {
      return new Scratch(
          directory, cache, options, RocksDB.open(options, directory.toString()), rowBytesMax);
    } catch (RocksDBException e) {
      throw new IOException("the scratch directory cannot be used", e);
    }
  }

  /// A store of one partition; empty when it is first asked for.
  ///
  /// @param name as of a store, or of what else is kept by partition
  KeyValueStore<Bytes, byte[]> table(String name, int partition) {
    return tables.computeIfAbsent(
        name + "/" + partition, _ -> new ScratchTable(this, name, prefix(name, partition)));
  }

  /// Names hold no NUL, so none begins another's keys.
  private static byte[] prefix(String name, int partition) {
    var text = name.getBytes(StandardCharsets.US_ASCII);
    return ByteBuffer.allocate(text.length + 1 + Short.BYTES)
        .put(text)
        .put((byte) 0)
        .putShort((short) partition)
        .array();
  }

  /// @param table what the key begins with
  byte @Nullable [] get(Bytes table, byte[] key) {
    try {
      return recent.get(table, key);
    } catch (RocksDBException e) {
      throw new IllegalStateException("the scratch directory cannot be read", e);
    }
  }

  /// @param table what the key begins with
  /// @param value null deletes
  void put(Bytes table, byte[] key, byte @Nullable [] value) {
    try {
      recent.put(table, key, value);
    } catch (RocksDBException e) {
      throw unwritable(e);
    }
  }

  /// As [ScratchWalk].
  ScratchWalk walk(Bytes table, byte[] prefix, byte[] from, byte @Nullable [] last) {
    try {
      recent.flush(table);
    } catch (RocksDBException e) {
      throw unwritable(e);
    }
    return new ScratchWalk(rows.newIterator(), table.get(), prefix, from, last);
  }

  private static IllegalStateException unwritable(RocksDBException e) {
    return new IllegalStateException("the scratch directory cannot be written", e);
  }

  @Override
  public void close() throws IOException {
    rows.close();
    options.close();
    unlogged.close();
    cache.close();
    try (var all = Files.walk(directory)) {
      for (var path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}

package io.viatra.chat.streams;

import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.RocksDB;
import org.rocksdb.WriteBufferManager;

/// One bound for the native memory of all state stores of a process: blocks, indexes, filters and
/// write buffers alike. By default every store of every partition has 50 MB of cache and 48 MB of
/// write buffers to itself.
///
/// Opened before the applications and closed after them. Thread-safe.
public final class RocksMemory implements AutoCloseable {
  private final Cache cache;
  private final WriteBufferManager writeBuffers;

  private RocksMemory(Cache cache, WriteBufferManager writeBuffers) {
    this.cache = cache;
    this.writeBuffers = writeBuffers;
  }

  /// @param bytes in all; half of it at most in write buffers, which are charged to the cache
  public static RocksMemory of(long bytes) {
    RocksDB.loadLibrary();
    var cache = new LRUCache(bytes);
    return new RocksMemory(cache, new WriteBufferManager(bytes / 2, cache));
  }

  Cache cache() {
    return cache;
  }

  WriteBufferManager writeBuffers() {
    return writeBuffers;
  }

  @Override
  public void close() {
    writeBuffers.close();
    cache.close();
  }
}

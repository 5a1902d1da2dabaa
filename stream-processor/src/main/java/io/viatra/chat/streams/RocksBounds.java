package io.viatra.chat.streams;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Options;

/// Puts every store under the one [RocksMemory] that the configuration carries as an object, so
/// nothing is static and several services in one process do not share by accident.
///
/// Streams makes one for each store, by reflection.
public final class RocksBounds implements RocksDBConfigSetter {
  /// Configuration key of the [RocksMemory].
  public static final String MEMORY = "viatra.rocks.memory";

  private static final long WRITE_BUFFER_BYTES = 4 * 1024 * 1024;
  private static final int WRITE_BUFFERS_MAX = 2;

  @Override
  public void setConfig(String storeName, Options options, Map<String, Object> configs) {
    if (configs.get(MEMORY) instanceof RocksMemory memory
        && options.tableFormatConfig() instanceof BlockBasedTableConfig table) {
      table.setBlockCache(memory.cache());
      table.setCacheIndexAndFilterBlocks(true);
      options.setTableFormatConfig(table);
      options.setWriteBufferManager(memory.writeBuffers());
    }
    options.setWriteBufferSize(WRITE_BUFFER_BYTES);
    options.setMaxWriteBufferNumber(WRITE_BUFFERS_MAX);
  }

  /// What is shared outlives the store.
  @Override
  public void close(String storeName, Options options) {}
}

package io.viatra.chat.streams.router;

import java.util.List;
import java.util.Map;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/// The stores and where they live. What grows with people and conversations is in RocksDB; what
/// grows with open sockets or the last ten seconds is in memory, and a queue in RocksDB would read
/// through its own deletions each second.
final class RouterStores {
  static final String HEADS = "heads";
  static final String INBOX = "inbox";
  static final String SESSIONS = "sessions";
  static final String PENDING = "pending";

  /// Global: every instance has all nodes.
  static final String NODES = "nodes";

  /// Pending pushes have unique keys, so compaction alone would keep their deletions for long. A
  /// push is worth nothing after a day; two days of entries are more than any restart needs.
  static final Map<String, String> PENDING_LOG =
      Map.of("cleanup.policy", "compact,delete", "retention.ms", "172800000");

  private RouterStores() {}

  static List<StoreBuilder<KeyValueStore<Bytes, byte[]>>> local() {
    return List.of(
        logged(Stores.persistentKeyValueStore(HEADS), Map.of()),
        logged(Stores.persistentKeyValueStore(INBOX), Map.of()),
        logged(Stores.inMemoryKeyValueStore(SESSIONS), Map.of()),
        logged(Stores.inMemoryKeyValueStore(PENDING), PENDING_LOG));
  }

  static StoreBuilder<KeyValueStore<Bytes, byte[]>> nodes() {
    return builder(Stores.inMemoryKeyValueStore(NODES)).withLoggingDisabled();
  }

  private static StoreBuilder<KeyValueStore<Bytes, byte[]>> logged(
      KeyValueBytesStoreSupplier supplier, Map<String, String> log) {
    return builder(supplier).withLoggingEnabled(log);
  }

  private static StoreBuilder<KeyValueStore<Bytes, byte[]>> builder(
      KeyValueBytesStoreSupplier supplier) {
    return Stores.keyValueStoreBuilder(supplier, Serdes.Bytes(), Serdes.ByteArray())
        .withCachingDisabled();
  }
}

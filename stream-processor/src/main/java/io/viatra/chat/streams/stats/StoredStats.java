package io.viatra.chat.streams.stats;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/// The rows in the task's two stores. A row is put at once; the stores' caches keep what is put
/// again and again from RocksDB and changelog until the commit.
///
/// One Streams thread.
final class StoredStats implements StatsState {
  private final KeyValueStore<Bytes, byte[]> turns;
  private final KeyValueStore<Bytes, byte[]> hours;
  private long newest = Long.MIN_VALUE;

  StoredStats(KeyValueStore<Bytes, byte[]> turns, KeyValueStore<Bytes, byte[]> hours) {
    this.turns = turns;
    this.hours = hours;
    stored().forEach(hour -> newest = Math.max(newest, hour));
  }

  /// Some 840 at the most.
  private List<Long> stored() {
    var found = new ArrayList<Long>();
    try (var all = hours.all()) {
      all.forEachRemaining(row -> found.add(ByteBuffer.wrap(row.key.get()).getLong()));
    }
    return found;
  }

  /// Hours that changed since they were last written to the topic, at the task's beginning.
  List<Long> unsaid() {
    return stored().stream().filter(hour -> hour(hour).isUnsaid()).toList();
  }

  @Override
  public @Nullable TurnRow turn(UUID conversationId) {
    byte[] row = turns.get(key(conversationId));
    return row == null ? null : TurnRow.of(row);
  }

  @Override
  public void put(UUID conversationId, TurnRow row) {
    turns.put(key(conversationId), row.bytes());
  }

  @Override
  public HourRow hour(long hour) {
    byte[] row = hours.get(key(hour));
    return row == null ? new HourRow() : HourRow.of(row);
  }

  @Override
  public void put(long hour, HourRow row) {
    hours.put(key(hour), row.bytes());
    newest = Math.max(newest, hour);
  }

  @Override
  public long newest() {
    return newest;
  }

  @Override
  public void forgetBefore(long hour) {
    if (newest != Long.MIN_VALUE) {
      stored().stream().filter(each -> each < hour).forEach(each -> hours.delete(key(each)));
    }
  }

  private static Bytes key(UUID id) {
    return Bytes.wrap(
        ByteBuffer.allocate(2 * Long.BYTES)
            .putLong(id.getMostSignificantBits())
            .putLong(id.getLeastSignificantBits())
            .array());
  }

  private static Bytes key(long hour) {
    return Bytes.wrap(ByteBuffer.allocate(Long.BYTES).putLong(hour).array());
  }
}

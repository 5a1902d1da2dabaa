package io.viatra.chat.streams.stats;

import io.viatra.chat.schemas.stats.HourlyStats;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Rows in maps, as bytes, like a store has them.
final class MapStats implements StatsState {
  private final Map<UUID, byte[]> turns = new HashMap<>();
  private final TreeMap<Long, byte[]> hours = new TreeMap<>();

  @Override
  public @Nullable TurnRow turn(UUID conversationId) {
    byte[] row = turns.get(conversationId);
    return row == null ? null : TurnRow.of(row);
  }

  @Override
  public void put(UUID conversationId, TurnRow row) {
    turns.put(conversationId, row.bytes());
  }

  @Override
  public HourRow hour(long hour) {
    byte[] row = hours.get(hour);
    return row == null ? new HourRow() : HourRow.of(row);
  }

  @Override
  public void put(long hour, HourRow row) {
    hours.put(hour, row.bytes());
  }

  @Override
  public long newest() {
    return hours.isEmpty() ? Long.MIN_VALUE : hours.lastKey();
  }

  @Override
  public void forgetBefore(long hour) {
    hours.headMap(hour).clear();
  }

  List<HourlyStats> table() {
    return hours.keySet().stream().map(hour -> hour(hour).stats(hour, 0)).toList();
  }
}

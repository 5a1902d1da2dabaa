package io.viatra.chat.streams.stats;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What [Folding] reads and writes: the rows of one partition.
interface StatsState {
  @Nullable TurnRow turn(UUID conversationId);

  void put(UUID conversationId, TurnRow row);

  /// The row of an hour; a new one where there is none.
  HourRow hour(long hour);

  void put(long hour, HourRow row);

  /// Of all hours that have a row; `Long.MIN_VALUE` while there is none.
  long newest();

  /// Removes the rows of all hours before.
  void forgetBefore(long hour);
}

package io.viatra.chat.streams.stats;

import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The state, and beside it which hours were put. An hour that is forgotten is not said any more.
///
/// One Streams thread.
record Noted(StatsState state, Set<Long> hours) implements StatsState {

  @Override
  public @Nullable TurnRow turn(UUID conversationId) {
    return state.turn(conversationId);
  }

  @Override
  public void put(UUID conversationId, TurnRow row) {
    state.put(conversationId, row);
  }

  @Override
  public HourRow hour(long hour) {
    return state.hour(hour);
  }

  @Override
  public void put(long hour, HourRow row) {
    state.put(hour, row);
    hours.add(hour);
  }

  @Override
  public long newest() {
    return state.newest();
  }

  @Override
  public void forgetBefore(long hour) {
    state.forgetBefore(hour);
    hours.removeIf(each -> each < hour);
  }
}

package io.viatra.chat.sink;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/// Where a partition's head was when, as far back as the sink is behind: tells how old the oldest
/// record is that waits. Bounded; when full, the newest sample makes room, so the oldest stays
/// true.
final class HeadHistory {
  private static final int SAMPLES_MAX = 600;

  private record Sample(Instant at, long head) {}

  private final Deque<Sample> ahead = new ArrayDeque<>();

  /// Adds a look at the head and answers how long ago the head passed the position; zero where it
  /// is not beyond it.
  Duration behind(Instant now, long head, long position) {
    if (ahead.isEmpty() || ahead.getLast().head < head) {
      if (ahead.size() == SAMPLES_MAX) {
        ahead.removeLast();
      }
      ahead.addLast(new Sample(now, head));
    }
    while (!ahead.isEmpty() && ahead.getFirst().head <= position) {
      ahead.removeFirst();
    }
    return ahead.isEmpty() ? Duration.ZERO : Duration.between(ahead.getFirst().at, now);
  }
}

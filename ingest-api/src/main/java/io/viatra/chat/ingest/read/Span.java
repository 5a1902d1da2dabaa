package io.viatra.chat.ingest.read;

import io.viatra.chat.readmodel.cache.CacheKeys;
import java.util.List;
import java.util.stream.LongStream;

/// The messages that a page consists of where no `seq` is missing: `above < seq <= upTo`.
record Span(long above, long upTo) {

  /// What a window shows of a history that lies above `floor` and ends with `lastSeq`.
  static Span of(Window window, long floor, long lastSeq, int limit) {
    return switch (window) {
      case Window.Newest() -> down(floor, lastSeq, limit);
      case Window.Before(var seq) -> down(floor, Math.min(seq - 1, lastSeq), limit);
      case Window.After(var seq) -> up(Math.max(seq, floor), lastSeq, limit);
      case Window.Around(var seq) ->
          down(floor, Math.min(top(seq, floor, lastSeq, limit), lastSeq), limit);
    };
  }

  /// The last `seq` of a page around one; at the head it moves down to stay full, at the floor up.
  static long top(long seq, long floor, long lastSeq, int limit) {
    var top = Math.min(seq + limit / 2, Math.max(seq, lastSeq));
    return Math.max(top, floor + limit);
  }

  /// How many messages that is.
  long size() {
    return Math.max(0, upTo - above);
  }

  boolean holds(long seq) {
    return above < seq && seq <= upTo;
  }

  /// The blocks it lies in, ascending; at most five, a page having 100 messages.
  List<Long> blocks() {
    return size() == 0
        ? List.of()
        : LongStream.rangeClosed(CacheKeys.block(above + 1), CacheKeys.block(upTo))
            .boxed()
            .toList();
  }

  private static Span down(long floor, long top, int limit) {
    return new Span(Math.max(floor, top - limit), top);
  }

  private static Span up(long bottom, long lastSeq, int limit) {
    return new Span(bottom, Math.min(lastSeq, bottom + limit));
  }
}

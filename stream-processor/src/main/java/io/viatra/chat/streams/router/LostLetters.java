package io.viatra.chat.streams.router;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Poison that the global thread met and that the next task to tick buries. One for the topology;
/// thread-safe. At most 64 letters wait, and what comes beyond is only logged with its coordinates,
/// as is everything here, in case a crash comes first.
final class LostLetters {
  private static final Logger log = LoggerFactory.getLogger(LostLetters.class);
  private static final int WAITING_MAX = 64;

  private final BlockingQueue<Outgoing.ToDeadLetters> waiting =
      new ArrayBlockingQueue<>(WAITING_MAX);

  void offer(Outgoing.ToDeadLetters letter) {
    boolean kept = waiting.offer(letter);
    var from = letter.from();
    log.warn(
        "poison at {}-{}@{}: {}{}",
        from.topic(),
        from.partition(),
        from.offset(),
        letter.code(),
        kept ? "" : ", not kept");
  }

  Outgoing.@Nullable ToDeadLetters poll() {
    return waiting.poll();
  }
}

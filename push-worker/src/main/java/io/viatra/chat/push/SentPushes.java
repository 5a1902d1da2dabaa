package io.viatra.chat.push;

import io.viatra.chat.runtime.metrics.Metrics;
import java.util.LinkedHashMap;

/// The seq of the last push that FCM took, per target, for the latest targets; the one that was not
/// touched for the longest time goes when there is no more room. Thread-safe.
final class SentPushes {
  private final int rememberedMax;

  /// In the order of their last touch. An approximate cache would not do: some refuse newcomers
  /// while they are full, and it is the newest that are asked for again.
  private final LinkedHashMap<Target, Sent> sent = new LinkedHashMap<>(1_024, 0.75f, true);

  /// @param reported whether its result is durable
  private record Sent(long seq, boolean reported) {}

  /// What is known about a push to be sent.
  enum Memory {
    /// Nothing as new.
    NONE,
    /// The very same was taken, and its result may not have been written.
    UNREPORTED,
    /// The very same was taken.
    SAME,
    /// A later one was taken, which covers it.
    LATER
  }

  SentPushes(int rememberedMax, Metrics metrics) {
    this.rememberedMax = rememberedMax;
    metrics.gauge("chat.push.remembered", "targets whose last push is remembered", this::size);
  }

  synchronized Memory memory(Target target, long seq) {
    Sent last = sent.get(target);
    if (last == null || last.seq < seq) {
      return Memory.NONE;
    }
    if (last.seq > seq) {
      return Memory.LATER;
    }
    return last.reported ? Memory.SAME : Memory.UNREPORTED;
  }

  /// FCM has taken it. Called before the result is written.
  void taken(Target target, long seq) {
    put(target, new Sent(seq, false));
  }

  /// Its result is durable.
  void reported(Target target, long seq) {
    put(target, new Sent(seq, true));
  }

  /// The seq only rises: results that are read back must not undo what was sent meanwhile.
  private synchronized void put(Target target, Sent push) {
    sent.merge(target, push, (last, next) -> next.seq < last.seq ? last : next);
    if (sent.size() > rememberedMax) {
      sent.pollFirstEntry();
    }
  }

  synchronized int size() {
    return sent.size();
  }
}

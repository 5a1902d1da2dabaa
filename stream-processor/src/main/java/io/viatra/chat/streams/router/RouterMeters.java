package io.viatra.chat.streams.router;

import io.micrometer.core.instrument.Counter;
import io.viatra.chat.runtime.metrics.Metrics;
import io.viatra.chat.schemas.mailbox.MailboxDelivery;
import io.viatra.chat.schemas.mailbox.SessionDisplaced;
import io.viatra.chat.schemas.mailbox.SessionSnapshot;
import io.viatra.chat.schemas.push.PushReason;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/// The router's meters, `chat_router_*`: one set for all tasks of the instance. Thread-safe.
final class RouterMeters {
  private final Metrics metrics;
  private final Counter routed;
  private final Counter snapshots;
  private final Counter displaced;
  private final Counter counts;
  private final Map<PushReason, Counter> pushes = new EnumMap<>(PushReason.class);
  private final AtomicLong sessions = new AtomicLong();
  private final AtomicLong pending = new AtomicLong();
  private final AtomicLong waiting = new AtomicLong();

  RouterMeters(Metrics metrics) {
    this.metrics = metrics;
    routed = metrics.counter("chat.router.routed", "deliveries put into a mailbox");
    snapshots = metrics.counter("chat.router.snapshots", "sessions told where everything stands");
    displaced =
        metrics.counter("chat.router.displaced", "sockets closed, for their user had too many");
    counts = metrics.counter("chat.router.counts", "unread counts written");
    for (var reason : PushReason.values()) {
      String name = reason.name().toLowerCase(Locale.ROOT);
      pushes.put(
          reason, metrics.counter("chat.router.push.requests", "pushes asked for", "reason", name));
    }
    metrics.gauge("chat.router.sessions", "open sockets known", sessions::get);
    metrics.gauge("chat.router.pending", "messages that may have to wake somebody", pending::get);
    metrics.gauge(
        "chat.router.counts.waiting",
        "the most unread counts that waited to be written in the last second",
        waiting::get);
  }

  void count(Outgoing outgoing) {
    switch (outgoing) {
      case Outgoing.ToMailbox(_, MailboxDelivery _) -> routed.increment();
      case Outgoing.ToMailbox(_, SessionSnapshot _) -> snapshots.increment();
      case Outgoing.ToMailbox(_, SessionDisplaced _) -> displaced.increment();
      case Outgoing.ToUnread _ -> counts.increment();
      case Outgoing.ToPush(var request) -> {
        var counter = pushes.get(request.reason());
        if (counter != null) {
          counter.increment();
        }
      }
      case Outgoing.ToDeadLetters letter ->
          metrics
              .counter(
                  "chat.router.dead.letters", "records nobody could read", "code", letter.code())
              .increment();
    }
  }

  /// The levels of one task, to be set on its thread; they add up over the tasks.
  Levels levels() {
    return new Levels();
  }

  final class Levels {
    private long ownSessions;
    private long ownPending;
    private long ownCounts;

    /// @param countsMost of the last second: five times in it they are written, and none wait
    void set(long sessionsNow, long pendingNow, long countsMost) {
      sessions.addAndGet(sessionsNow - ownSessions);
      pending.addAndGet(pendingNow - ownPending);
      waiting.addAndGet(countsMost - ownCounts);
      ownSessions = sessionsNow;
      ownPending = pendingNow;
      ownCounts = countsMost;
    }
  }
}

package io.viatra.chat.edge.presence;

import io.micrometer.core.instrument.Counter;
import io.viatra.chat.edge.session.Session;
import io.viatra.chat.edge.session.Timer;
import io.viatra.chat.runtime.metrics.Metrics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Asks who may be known of, on threads of its own, so that neither a client's next event nor the
/// mailbox waits for the read model.
///
/// [#THREADS] at once, which leaves the read model to those who write; [#WAITING_MAX] wait, and
/// what is beyond is dropped and counted: a watch then begins later, with the next check.
final class Questions implements AutoCloseable {
  static final int THREADS = 16;
  static final int WAITING_MAX = 10_000;

  /// The read model is behind what this node hears by less than a second, unless something is down.
  /// Waits grow by this much, so that it is asked for ten seconds in all.
  static final Duration BEHIND = Duration.ofMillis(250);

  static final int TRIES_MAX = 9;

  private final Circle circle;
  private final Timer timer;
  private final Executor threads;

  Questions(Circle circle, Timer timer, Executor threads) {
    this.circle = circle;
    this.timer = timer;
    this.threads = threads;
  }

  static Questions open(Circle circle, Timer timer, Metrics metrics) {
    Counter dropped =
        metrics.counter("chat.presence.questions.dropped", "questions beyond the bound of waiting");
    var threads =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(WAITING_MAX),
            Thread.ofVirtual().name("edge-presence-asks-", 0).factory(),
            (_, _) -> dropped.increment());
    metrics.gauge(
        "chat.presence.questions", "questions that wait", () -> threads.getQueue().size());
    return new Questions(circle, timer, threads);
  }

  /// Waits for the answer.
  Optional<Set<String>> among(Session session, Collection<String> userIds) {
    List<String> all = new ArrayList<>(userIds);
    Set<String> allowed = new HashSet<>();
    for (int from = 0; from < all.size(); from += Circle.ASKED_MAX) {
      var portion = all.subList(from, Math.min(all.size(), from + Circle.ASKED_MAX));
      var answer = circle.among(session, portion);
      if (answer.isEmpty()) {
        return answer;
      }
      allowed.addAll(answer.get());
    }
    return Optional.of(allowed);
  }

  /// Does not wait; without an answer nothing comes.
  void among(Session session, Collection<String> userIds, Consumer<Set<String>> then) {
    threads.execute(() -> among(session, userIds).ifPresent(then));
  }

  void members(Session session, UUID conversationId, Consumer<Set<String>> then) {
    threads.execute(() -> circle.members(session, conversationId).ifPresent(then));
  }

  /// Asks once the read model knows that somebody is no member of a conversation any more. Without
  /// an answer nothing comes.
  void amongWithout(
      Session session, Collection<String> userIds, Removal removal, Consumer<Set<String>> then) {
    ask(session, userIds, removal, then, 1);
  }

  /// That somebody was removed from a conversation.
  record Removal(String userId, UUID conversationId) {}

  private void ask(
      Session session,
      Collection<String> userIds,
      Removal removal,
      Consumer<Set<String>> then,
      int attempt) {
    threads.execute(() -> {
      boolean stale =
          circle
              .members(session, removal.conversationId)
              .map(members -> members.contains(removal.userId))
              .orElse(true);
      if (stale && attempt < TRIES_MAX) {
        timer.after(
            BEHIND.multipliedBy(attempt), () -> ask(session, userIds, removal, then, attempt + 1));
        return;
      }
      // Still a member after all this time: added again.
      among(session, userIds).ifPresent(then);
    });
  }

  @Override
  public void close() {
    if (threads instanceof ExecutorService pool) {
      pool.shutdownNow();
    }
  }
}

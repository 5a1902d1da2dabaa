package io.viatra.chat.edge.inbound;

import io.viatra.chat.edge.outlet.Outlet;
import io.viatra.chat.edge.session.Timer;
import io.viatra.chat.runtime.http.ApiError;
import io.viatra.chat.runtime.metrics.Metrics;
import io.viatra.chat.schemas.command.Command;
import io.viatra.chat.schemas.topic.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Gathers receipts: at most one command in 100 ms for each (user, conversation, kind), with the
/// highest number. The first after a pause goes at once, so a lone receipt is not late; those that
/// follow within the window leave together at its end.
///
/// Bounded by [#OPEN_MAX] open windows; beyond it receipts go out ungathered. The replies in a
/// window are bounded by the sockets' own bound of unanswered events.
public final class ReceiptWindow implements AutoCloseable {
  static final Duration LENGTH = Duration.ofMillis(100);
  static final int OPEN_MAX = 50_000;

  private final Outlet outlet;
  private final Timer timer;
  private final Map<Mark, Batch> open = new ConcurrentHashMap<>();

  /// What waits for the end of a window. Touched under the map's lock of its mark alone, until it
  /// is taken out.
  private static final class Batch {
    private long upToSeq;
    private final Set<UUID> ids = new LinkedHashSet<>();
    private final List<Reply> replies = new ArrayList<>();
    private boolean empty = true;

    Batch with(long seq, List<UUID> more, Reply reply) {
      upToSeq = Math.max(upToSeq, seq);
      ids.addAll(more);
      empty = false;
      if (reply.wanted()) {
        replies.add(reply);
      }
      return this;
    }

    boolean takes(List<UUID> more) {
      return ids.size() + more.size() <= Command.RECEIPT_IDS_MAX;
    }
  }

  public ReceiptWindow(Outlet outlet, Timer timer, Metrics metrics) {
    this.outlet = outlet;
    this.timer = timer;
    metrics.gauge("chat.receipts.windows", "open windows of receipts", open::size);
  }

  /// @param reply gets its answer when the command of its batch is durable
  void add(Mark mark, long upToSeq, List<UUID> ids, Reply reply) {
    if (open.size() >= OPEN_MAX) {
      publish(mark, new Batch().with(upToSeq, ids, reply));
      return;
    }
    var now = new ArrayList<Batch>(1);
    var opened = new boolean[1];
    open.compute(
        mark,
        (_, waiting) -> {
          if (waiting != null && waiting.takes(ids)) {
            return waiting.with(upToSeq, ids, reply);
          }
          now.add(new Batch().with(upToSeq, ids, reply));
          opened[0] = waiting == null;
          return waiting == null ? new Batch() : waiting;
        });
    now.forEach(batch -> publish(mark, batch));
    if (opened[0]) {
      timer.after(LENGTH, () -> end(mark));
    }
  }

  /// Publishes what has gathered and opens the next window, or none if nothing came.
  private void end(Mark mark) {
    var gathered = new ArrayList<Batch>(1);
    open.computeIfPresent(
        mark,
        (_, batch) -> {
          if (batch.empty) {
            return null;
          }
          gathered.add(batch);
          return new Batch();
        });
    for (Batch batch : gathered) {
      publish(mark, batch);
      timer.after(LENGTH, () -> end(mark));
    }
  }

  private void publish(Mark mark, Batch batch) {
    var _ =
        outlet
            .publish(
                Topics.COMMANDS,
                mark.conversationId().toString(),
                mark.command(batch.upToSeq, List.copyOf(batch.ids)))
            .whenComplete((_, failure) -> answer(batch.replies, failure));
  }

  private static void answer(List<Reply> replies, @Nullable Throwable failure) {
    if (failure == null) {
      replies.forEach(Reply::ok);
    } else {
      ApiError error = Refusal.of(failure);
      replies.forEach(reply -> reply.fail(error));
    }
  }

  /// Publishes what waits; to be called once no more is added, before the producer closes.
  @Override
  public void close() {
    for (Mark mark : List.copyOf(open.keySet())) {
      Batch batch = open.remove(mark);
      if (batch != null && !batch.empty) {
        publish(mark, batch);
      }
    }
  }
}

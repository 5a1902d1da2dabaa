package io.viatra.chat.edge;

import io.viatra.chat.edge.session.Timer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Time passes when the test says so.
public final class FakeTimer implements Timer {
  private record Task(long due, Runnable action) {}

  private final List<Task> tasks = new ArrayList<>();
  private long now;

  @Override
  public void after(Duration delay, Runnable task) {
    tasks.add(new Task(now + delay.toMillis(), task));
  }

  @Override
  public void every(Duration period, Runnable task) {
    after(
        period,
        () -> {
          task.run();
          every(period, task);
        });
  }

  public int waiting() {
    return tasks.size();
  }

  public void pass(Duration time) {
    long end = now + time.toMillis();
    while (true) {
      var next =
          tasks.stream()
              .filter(task -> task.due <= end)
              .min((a, b) -> Long.compare(a.due, b.due))
              .orElse(null);
      if (next == null) {
        now = end;
        return;
      }
      now = next.due;
      tasks.remove(next);
      next.action.run();
    }
  }
}

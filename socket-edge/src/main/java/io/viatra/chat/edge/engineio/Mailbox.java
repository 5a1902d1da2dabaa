package io.viatra.chat.edge.engineio;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;

/// Runs the tasks of one session one at a time and in order, on a virtual thread that lives only
/// while there is something to do. Its bound is kept outside: the session counts its messages and
/// stops reading; besides those there are a handful of deadlines and the end.
final class Mailbox {
  private final Executor executor;

  /// Guarded by this.
  private final Queue<Runnable> tasks = new ArrayDeque<>(4);

  /// Guarded by this: whether a thread is running tasks.
  private boolean running;

  /// Guarded by this: nothing is taken any more.
  private boolean closed;

  Mailbox(Executor executor) {
    this.executor = executor;
  }

  /// Adds a task; false if the mailbox is closed.
  boolean execute(Runnable task) {
    return add(task, false);
  }

  /// Adds the last task; whatever comes later is refused.
  void executeLast(Runnable task) {
    add(task, true);
  }

  private boolean add(Runnable task, boolean last) {
    synchronized (this) {
      if (closed) {
        return false;
      }
      closed = last;
      tasks.add(task);
      if (running) {
        return true;
      }
      running = true;
    }
    executor.execute(this::drain);
    return true;
  }

  /// Tasks catch their own exceptions; should an Error pass, the next one still gets its thread.
  private void drain() {
    while (true) {
      Runnable task;
      synchronized (this) {
        task = tasks.poll();
        if (task == null) {
          running = false;
          return;
        }
      }
      boolean completed = false;
      try {
        task.run();
        completed = true;
      } finally {
        if (!completed) {
          executor.execute(this::drain);
        }
      }
    }
  }
}

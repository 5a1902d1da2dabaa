package io.viatra.chat.edge.delivery;

import java.util.concurrent.locks.ReentrantLock;

/// The one lock of delivery: mailbox, crowds and their timer take turns, so that what each of them
/// says to a user's sockets comes whole and one after the other. Nobody blocks in a turn.
public final class Turn {
  private final ReentrantLock lock = new ReentrantLock();

  public void take(Runnable work) {
    lock.lock();
    try {
      work.run();
    } finally {
      lock.unlock();
    }
  }
}

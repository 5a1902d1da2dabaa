package io.viatra.chat.push;

import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/// One at a time per user, where a batch of requests and one of retries hold the same user. A fixed
/// number of locks shared by all users: two strangers may wait for each other, which costs one of a
/// thousand the time of one send.
final class UserLocks {
  private static final int LOCKS = 1_024;

  private final Lock[] locks =
      Stream.generate(() -> new ReentrantLock(true)).limit(LOCKS).toArray(Lock[]::new);

  /// What is done under a lock.
  interface Work {
    void run() throws Exception;
  }

  void run(String userId, Work work) throws Exception {
    Lock lock = locks[Math.floorMod(userId.hashCode(), LOCKS)];
    lock.lockInterruptibly();
    try {
      work.run();
    } finally {
      lock.unlock();
    }
  }
}

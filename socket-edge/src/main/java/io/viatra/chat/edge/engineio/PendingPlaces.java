package io.viatra.chat.edge.engineio;

import java.util.concurrent.atomic.AtomicInteger;

/// The bounded number of messages that may wait for their handler or their answer. Thread-safe.
final class PendingPlaces {
  private final int max;
  private final AtomicInteger taken = new AtomicInteger();

  /// When all places were last seen taken.
  private volatile long fullUntil = System.nanoTime();

  PendingPlaces(int max) {
    this.max = max;
  }

  /// Takes a place; true if it was the last one.
  boolean take() {
    return taken.incrementAndGet() == max;
  }

  /// Gives a place back; true if reading may go on: at half of the places, not at each, which would
  /// be a wake-up per message.
  boolean giveBack() {
    if (isFull()) {
      fullUntil = System.nanoTime();
    }
    int left = taken.decrementAndGet();
    return left == max / 2 || left == 0;
  }

  boolean isFull() {
    return taken.get() >= max;
  }

  /// The last moment ([System#nanoTime]) at which nothing could be read.
  long fullUntil() {
    return isFull() ? System.nanoTime() : fullUntil;
  }
}

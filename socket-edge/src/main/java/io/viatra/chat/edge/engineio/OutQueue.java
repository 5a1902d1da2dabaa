package io.viatra.chat.edge.engineio;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Queue;
import org.xnio.conduits.ConduitStreamSinkChannel;

/// Unsent frames of one connection, with the count of bytes in flight that the limits need.
///
/// Any thread adds; the I/O thread alone writes, up to [#BATCH] buffers in one gathering write.
/// Bounded by its owner, which looks at [#isTooMuch] after each add.
final class OutQueue {
  private static final int BATCH = 32;

  private final ConduitStreamSinkChannel sink;

  /// Guarded by this.
  private final Queue<ByteBuffer> added = new ArrayDeque<>(2);

  /// Guarded by this: a flush is on its way to the I/O thread.
  private boolean flushAsked;

  /// Written under the lock.
  private final Unsent unsent;

  /// Of the I/O thread alone.
  private final ArrayDeque<ByteBuffer> writing = new ArrayDeque<>(2);

  OutQueue(ConduitStreamSinkChannel sink, Unsent unsent) {
    this.sink = sink;
    this.unsent = unsent;
  }

  /// Adds a frame; true if the caller must see to it that the I/O thread calls [#flush].
  synchronized boolean add(ByteBuffer frame) {
    unsent.taken(frame.remaining());
    added.add(frame);
    boolean ask = !flushAsked;
    flushAsked = true;
    return ask;
  }

  long pendingBytes() {
    return unsent.bytes();
  }

  /// Whether the connection is to be dropped for what it has not taken.
  boolean isTooMuch() {
    return unsent.isTooMuch();
  }

  /// See [Unsent#standingNanos].
  long standingNanos() {
    return unsent.standingNanos();
  }

  /// Writes what there is. I/O thread.
  ///
  /// @return whether everything has been handed to TCP; if not, the caller waits for writability
  boolean flush() throws IOException {
    takeAdded();
    while (!writing.isEmpty()) {
      ByteBuffer[] batch = batch();
      long written = batch.length == 1 ? sink.write(batch[0]) : sink.write(batch, 0, batch.length);
      if (written == 0) {
        refused();
        return false;
      }
      settle(written);
      takeAdded();
    }
    return sink.flush();
  }

  /// Forgets everything, so that a dead connection holds no frames. I/O thread.
  synchronized void clear() {
    added.clear();
    writing.clear();
    unsent.end();
  }

  private synchronized void takeAdded() {
    flushAsked = false;
    ByteBuffer frame;
    while ((frame = added.poll()) != null) {
      writing.add(frame);
    }
  }

  private ByteBuffer[] batch() {
    ByteBuffer[] batch = new ByteBuffer[Math.min(BATCH, writing.size())];
    int i = 0;
    for (ByteBuffer frame : writing) {
      if (i == batch.length) {
        break;
      }
      batch[i++] = frame;
    }
    return batch;
  }

  private synchronized void refused() {
    unsent.refused();
  }

  private synchronized void settle(long written) {
    unsent.sent(written);
    while (!writing.isEmpty() && !writing.peekFirst().hasRemaining()) {
      writing.removeFirst();
    }
  }
}

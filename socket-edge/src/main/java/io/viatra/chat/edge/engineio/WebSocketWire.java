package io.viatra.chat.edge.engineio;

import io.undertow.connector.ByteBufferPool;
import io.undertow.connector.PooledByteBuffer;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.xnio.IoUtils;
import org.xnio.Options;
import org.xnio.StreamConnection;
import org.xnio.XnioIoThread;
import org.xnio.conduits.ConduitStreamSourceChannel;

/// The bytes of a WebSocket on the connection that Undertow handed over: reading, writing, ending.
///
/// All of it happens on the connection's I/O thread, except [#send]. An idle connection holds no
/// buffer: one is borrowed from the pool for each read event. When the owner is full, what was read
/// and not yet understood (at most one pool buffer) is kept and TCP is not read.
///
/// Ending politely: Close frame, FIN, then whatever still comes is read and thrown away until the
/// peer ends too or the linger is over; closing at once would make the kernel answer with RST, and
/// the peer might never see the Close frame.
final class WebSocketWire {
  /// Reads in one go before others on the I/O thread get their turn.
  private static final int READS_PER_TURN = 8;

  /// What the wire belongs to.
  interface Owner extends FrameReader.Sink {
    boolean isFull();

    /// Bytes that are no WebSocket frames; the owner closes with this status.
    void onBadFrame(int closeCode);

    /// TCP is gone or to be given up; the owner drops.
    void onLost(CloseReason reason);
  }

  private enum Phase {
    OPEN,
    /// A Close frame is queued or sent; input is thrown away.
    CLOSING,
    GONE
  }

  private final StreamConnection connection;
  private final XnioIoThread io;
  private final ByteBufferPool pool;
  private final FrameReader reader;
  private final OutQueue out;
  private final WebSocketDeadlines deadlines;
  private final Owner owner;

  private volatile Phase phase = Phase.OPEN;

  /// The rest are of the I/O thread alone.
  private boolean suspended;

  private boolean finSent;
  private @Nullable ByteBuffer unread;

  WebSocketWire(
      StreamConnection connection,
      ByteBufferPool pool,
      FrameReader reader,
      OutQueue out,
      WebSocketDeadlines deadlines,
      Owner owner) {
    this.connection = connection;
    this.io = connection.getIoThread();
    this.pool = pool;
    this.reader = reader;
    this.out = out;
    this.deadlines = deadlines;
    this.owner = owner;
  }

  void start() {
    connection.getSourceChannel().setReadListener(this::onReadable);
    connection.getSinkChannel().setWriteListener(channel -> flush());
    connection.setCloseListener(channel -> owner.onLost(CloseReason.CLIENT_GONE));
    // Wakes even without new bytes: some may have come together with the HTTP request.
    connection.getSourceChannel().wakeupReads();
  }

  /// Queues a frame. Any thread.
  void send(ByteBuffer frame) {
    if (phase == Phase.OPEN && out.add(frame)) {
      io.execute(this::flush);
    }
  }

  long pendingBytes() {
    return out.pendingBytes();
  }

  boolean isTooFarBehind() {
    return out.isTooMuch();
  }

  boolean isOpen() {
    return phase == Phase.OPEN;
  }

  private void onReadable(ConduitStreamSourceChannel source) {
    try (PooledByteBuffer pooled = pool.allocate()) {
      ByteBuffer buffer = pooled.getBuffer();
      for (int i = 0; i < READS_PER_TURN && !suspended && phase != Phase.GONE; i++) {
        buffer.clear();
        int count = source.read(buffer);
        if (count == 0) {
          deadlines.afterRead();
          source.resumeReads();
          return;
        }
        if (count < 0) {
          owner.onLost(CloseReason.CLIENT_GONE);
          return;
        }
        buffer.flip();
        consume(buffer);
      }
      deadlines.afterRead();
      if (!suspended && phase != Phase.GONE) {
        source.wakeupReads();
      }
    } catch (IOException e) {
      owner.onLost(CloseReason.CLIENT_GONE);
    }
  }

  private void consume(ByteBuffer in) {
    // The owner may have been full within the reader and have room again now: what is left of the
    // input is then read on, or it would be lost.
    do {
      if (phase != Phase.OPEN) {
        return;
      }
      if (owner.isFull()) {
        suspend(in);
        return;
      }
      try {
        reader.read(in, owner);
      } catch (FrameException e) {
        owner.onBadFrame(e.closeCode());
      }
    } while (in.hasRemaining());
  }

  private void suspend(ByteBuffer in) {
    suspended = true;
    connection.getSourceChannel().suspendReads();
    if (in.hasRemaining()) {
      unread = ByteBuffer.allocate(in.remaining()).put(in).flip();
    }
    if (!owner.isFull()) {
      // Room was made between the two looks, and whoever made it saw nothing to resume.
      io.execute(this::resume);
    }
  }

  /// The owner has room again.
  void resume() {
    if (!suspended || phase == Phase.GONE) {
      return;
    }
    suspended = false;
    ByteBuffer rest = unread;
    unread = null;
    if (rest != null) {
      consume(rest);
    }
    if (!suspended && phase != Phase.GONE) {
      connection.getSourceChannel().wakeupReads();
    }
  }

  private void flush() {
    if (phase == Phase.GONE) {
      return;
    }
    try {
      if (!out.flush()) {
        deadlines.whileBlocked();
        connection.getSinkChannel().resumeWrites();
        return;
      }
      connection.getSinkChannel().suspendWrites();
      if (phase == Phase.CLOSING && !finSent) {
        finSent = true;
        connection.getSinkChannel().shutdownWrites();
        connection.getSinkChannel().flush();
      }
    } catch (IOException e) {
      owner.onLost(CloseReason.CLIENT_GONE);
    }
  }

  /// Ends with a Close frame behind what was sent before.
  void close(int code) {
    if (phase != Phase.OPEN) {
      return;
    }
    byte[] header = EncodedMessage.frameHeader(FrameReader.OPCODE_CLOSE, 2);
    out.add(ByteBuffer.allocate(4).put(header).putShort((short) code).flip());
    phase = Phase.CLOSING;
    suspended = false;
    unread = null;
    deadlines.linger(() -> drop(CloseReason.SERVER_CLOSED));
    flush();
    if (phase != Phase.GONE) {
      connection.getSourceChannel().wakeupReads();
    }
  }

  /// Ends at once. A slow peer gets RST instead of FIN, or the kernel would go on keeping what it
  /// does not read.
  void drop(CloseReason reason) {
    if (phase == Phase.GONE) {
      return;
    }
    phase = Phase.GONE;
    unread = null;
    out.clear();
    if (reason == CloseReason.SLOW_CONSUMER) {
      try {
        connection.setOption(Options.CLOSE_ABORT, true);
      } catch (IOException | IllegalArgumentException e) {
        // Not every kind of connection (TLS) can: its ordinary close has to do.
        IoUtils.safeClose(connection);
      }
    }
    IoUtils.safeClose(connection);
  }
}

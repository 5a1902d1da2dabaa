package io.viatra.chat.edge.engineio;

import java.util.concurrent.Executor;
import java.util.function.Consumer;

/// What a WebSocket peer may not do for long: leave a message half sent, take no bytes, or send
/// control frames without end.
///
/// Used on the connection's I/O thread alone; timers come back to it. Each watch has at most one
/// timer outstanding and looks again when it rings, so a busy connection costs one timer per
/// period, not one per message.
final class WebSocketDeadlines {
  /// What a peer has for its own Close frame and FIN.
  private static final long LINGER_NANOS = 2_000_000_000L;

  private static final long WINDOW_NANOS = 10_000_000_000L;

  private final Timers timers;
  private final Executor io;
  private final FrameReader reader;
  private final OutQueue out;
  private final Consumer<CloseReason> fail;

  private final long receiveNanos;
  private final long stallNanos;
  private final int controlFramesMax;

  private boolean watchingIn;
  private long begunAt;
  private long begunBoundary = -1;

  private boolean watchingOut;

  private long windowStart = System.nanoTime();
  private int controlFrames;

  WebSocketDeadlines(
      EngineIoSettings settings,
      Timers timers,
      Executor io,
      FrameReader reader,
      OutQueue out,
      Consumer<CloseReason> fail) {
    this.timers = timers;
    this.io = io;
    this.reader = reader;
    this.out = out;
    this.fail = fail;
    this.receiveNanos = settings.in().receiveDeadline().toNanos();
    this.stallNanos = settings.out().stall().toNanos();
    this.controlFramesMax = settings.in().controlFramesMax();
  }

  /// Looks whether a message is half read now, and since when.
  void afterRead() {
    if (!reader.midMessage() || begunBoundary == reader.boundaries()) {
      return;
    }
    begunBoundary = reader.boundaries();
    begunAt = System.nanoTime();
    if (!watchingIn) {
      watchingIn = true;
      timers.watch(receiveNanos, () -> io.execute(this::checkIn));
    }
  }

  private void checkIn() {
    watchingIn = false;
    if (!reader.midMessage() || begunBoundary != reader.boundaries()) {
      return;
    }
    long left = begunAt + receiveNanos - System.nanoTime();
    if (left <= 0) {
      fail.accept(CloseReason.HALF_FRAME);
    } else {
      watchingIn = true;
      timers.watch(left, () -> io.execute(this::checkIn));
    }
  }

  /// TCP takes no more just now.
  void whileBlocked() {
    if (!watchingOut) {
      watchOut(stallNanos);
    }
  }

  private void watchOut(long nanos) {
    watchingOut = true;
    timers.watch(nanos, () -> io.execute(this::checkOut));
  }

  private void checkOut() {
    watchingOut = false;
    long standing = out.standingNanos();
    if (standing == 0) {
      // Whoever refuses next is watched from then on.
      return;
    }
    long left = stallNanos - standing;
    if (left <= 0) {
      fail.accept(CloseReason.SLOW_CONSUMER);
    } else {
      watchOut(left);
    }
  }

  /// Runs the last step of a polite end.
  void linger(Runnable last) {
    timers.watch(LINGER_NANOS, () -> io.execute(last));
  }

  /// Counts a ping or pong of the peer.
  boolean controlFrameAllowed() {
    long now = System.nanoTime();
    if (now - windowStart > WINDOW_NANOS) {
      windowStart = now;
      controlFrames = 0;
    }
    return ++controlFrames <= controlFramesMax;
  }
}

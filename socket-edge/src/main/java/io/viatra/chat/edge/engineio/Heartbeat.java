package io.viatra.chat.edge.engineio;

import java.util.concurrent.ScheduledFuture;
import org.jspecify.annotations.Nullable;

/// Pings at a fixed pace, whatever else flows, and wants a pong for each. One timer is outstanding
/// at any time. Guarded by its own monitor; the session is called outside of it.
///
/// Due times are computed from the opening, not from when a timer happened to ring, so delays do
/// not add up: with 300 and 200 ms a silent peer is gone 500 ms after the handshake, not 503.
final class Heartbeat {
  /// What the beats act on.
  interface Patient {
    void ping();

    void pronounceDead();

    /// Until when ([System#nanoTime]) we did not read from it: a pong may have been waiting in the
    /// kernel, and has its time from then on.
    long deafUntil();
  }

  private final Timers timers;
  private final Patient patient;
  private final long interval;
  private final long timeout;

  private long pingAt;
  private long pongBy;
  private boolean awaiting;
  private boolean stopped;
  private @Nullable ScheduledFuture<?> timer;

  Heartbeat(EngineIoSettings settings, Timers timers, Patient patient) {
    this.timers = timers;
    this.patient = patient;
    this.interval = settings.pingInterval().toNanos();
    this.timeout = settings.pingTimeout().toNanos();
  }

  synchronized void start() {
    pingAt = System.nanoTime() + interval;
    schedule();
  }

  /// The only thing that counts as a sign of life.
  synchronized void pong() {
    awaiting = false;
  }

  /// Whether the pong is late, though the timer may not have rung yet.
  synchronized boolean isOverdue() {
    return awaiting && System.nanoTime() - Math.max(pongBy, patient.deafUntil() + timeout) >= 0;
  }

  synchronized void stop() {
    stopped = true;
    if (timer != null) {
      timer.cancel(false);
    }
  }

  private enum Step {
    NOTHING,
    PING,
    DEAD
  }

  private void ring() {
    switch (step()) {
      case NOTHING -> {}
      case PING -> patient.ping();
      case DEAD -> patient.pronounceDead();
    }
  }

  private synchronized Step step() {
    long now = System.nanoTime();
    if (stopped) {
      return Step.NOTHING;
    }
    if (awaiting && now - pongBy >= 0) {
      pongBy = patient.deafUntil() + timeout;
      if (now - pongBy >= 0) {
        stopped = true;
        return Step.DEAD;
      }
    }
    Step step = Step.NOTHING;
    if (now - pingAt >= 0) {
      step = Step.PING;
      if (!awaiting) {
        awaiting = true;
        pongBy = pingAt + timeout;
      }
      pingAt += interval;
    }
    schedule();
    return step;
  }

  private void schedule() {
    long now = System.nanoTime();
    long next = awaiting ? Math.min(pongBy - now, pingAt - now) : pingAt - now;
    timer = timers.after(next, this::ring);
  }
}

package io.viatra.chat.push.sending;

import io.micrometer.core.instrument.Timer;
import io.viatra.chat.runtime.metrics.Metrics;
import java.time.Duration;
import java.util.concurrent.Semaphore;

/// Lets a bounded number of sends through at a time. Who comes beyond it waits, first come first
/// served, and with it the batch, whose partition is paused: so a slow push service slows the
/// reading and fills nothing.
public final class GatedSender implements PushSender {
  private final PushSender next;
  private final Semaphore gate;
  private final Timer timer;

  /// @param sendsMax sends in flight
  public GatedSender(PushSender next, int sendsMax, Metrics metrics) {
    this.next = next;
    this.gate = new Semaphore(sendsMax, true);
    this.timer = metrics.timer("chat.push.send", "from a request to FCM to its answer");
    metrics.gauge(
        "chat.push.sends.inflight",
        "requests to FCM without an answer",
        () -> sendsMax - gate.availablePermits());
    metrics.gauge("chat.push.sends.waiting", "pushes before the gate", gate::getQueueLength);
  }

  @Override
  public PushResult send(Push push) throws InterruptedException {
    gate.acquire();
    long begin = System.nanoTime();
    try {
      return next.send(push);
    } finally {
      timer.record(Duration.ofNanos(System.nanoTime() - begin));
      gate.release();
    }
  }
}

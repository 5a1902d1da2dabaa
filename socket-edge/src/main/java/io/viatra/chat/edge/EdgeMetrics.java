package io.viatra.chat.edge;

import io.micrometer.core.instrument.Counter;
import io.viatra.chat.edge.engineio.CloseReason;
import io.viatra.chat.edge.engineio.ProtocolMetrics;
import io.viatra.chat.runtime.metrics.Metrics;
import java.util.EnumMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Counts what the protocol layers tell. Called by I/O threads: every meter but the rarest is made
/// beforehand.
final class EdgeMetrics implements ProtocolMetrics {
  private static final Logger log = LoggerFactory.getLogger(EdgeMetrics.class);

  private final Metrics metrics;
  private final Counter opened;
  private final Map<CloseReason, Counter> closed = new EnumMap<>(CloseReason.class);
  private final Counter received;
  private final Counter receivedBytes;
  private final Counter sent;
  private final Counter sentBytes;
  private final Counter dropped;
  private final Counter suspended;

  EdgeMetrics(Metrics metrics) {
    this.metrics = metrics;
    opened = metrics.counter("socket.opened", "sessions opened");
    for (CloseReason reason : CloseReason.values()) {
      closed.put(
          reason, metrics.counter("socket.closed", "sessions ended", "reason", reason.name()));
    }
    received = metrics.counter("socket.received", "messages from clients");
    receivedBytes = metrics.counter("socket.received.bytes", "bytes of messages from clients");
    sent = metrics.counter("socket.sent", "messages to clients");
    sentBytes = metrics.counter("socket.sent.bytes", "bytes of messages to clients");
    dropped =
        metrics.counter("socket.volatile.dropped", "volatile messages that a slow socket missed");
    suspended = metrics.counter("socket.suspended", "times that a socket had too much unanswered");
  }

  @Override
  public void sessionOpened() {
    opened.increment();
  }

  @Override
  public void sessionClosed(CloseReason reason) {
    Counter counter = closed.get(reason);
    if (counter != null) {
      counter.increment();
    }
  }

  @Override
  public void handshakeRefused(int code) {
    metrics
        .counter("socket.handshakes.refused", "handshakes refused", "code", Integer.toString(code))
        .increment();
  }

  @Override
  public void messageReceived(int bytes) {
    received.increment();
    receivedBytes.increment(bytes);
  }

  @Override
  public void messageSent(int bytes) {
    sent.increment();
    sentBytes.increment(bytes);
  }

  @Override
  public void volatileDropped() {
    dropped.increment();
  }

  @Override
  public void receivesSuspended() {
    suspended.increment();
  }

  @Override
  public void handlerFailed(Throwable failure) {
    // The type alone: a message may hold what a client wrote.
    log.error("a socket's handler failed: {}", failure.getClass().getName());
  }
}

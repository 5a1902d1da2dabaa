package io.viatra.chat.edge.engineio;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// Remembers what the protocol layer counted.
public final class CountingMetrics implements ProtocolMetrics {
  private final AtomicInteger opened = new AtomicInteger();
  private final AtomicInteger volatileDropped = new AtomicInteger();
  private final AtomicInteger suspended = new AtomicInteger();
  private final AtomicInteger failures = new AtomicInteger();
  private final Map<CloseReason, Integer> closed = new ConcurrentHashMap<>();

  @Override
  public void sessionOpened() {
    opened.incrementAndGet();
  }

  @Override
  public void sessionClosed(CloseReason reason) {
    closed.merge(reason, 1, Integer::sum);
  }

  @Override
  public void volatileDropped() {
    volatileDropped.incrementAndGet();
  }

  @Override
  public void receivesSuspended() {
    suspended.incrementAndGet();
  }

  @Override
  public void handlerFailed(Throwable failure) {
    failures.incrementAndGet();
  }

  public int opened() {
    return opened.get();
  }

  public int dropped() {
    return volatileDropped.get();
  }

  public int suspended() {
    return suspended.get();
  }

  public int failures() {
    return failures.get();
  }

  public int closed(CloseReason reason) {
    return closed.getOrDefault(reason, 0);
  }
}

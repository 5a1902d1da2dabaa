package io.viatra.chat.runtime.service;

import io.viatra.chat.runtime.health.Readiness;
import io.viatra.chat.runtime.lifecycle.Lifecycle;
import io.viatra.chat.runtime.metrics.Metrics;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/// A started service. Closing is idempotent and may come from any thread.
public final class Running implements AutoCloseable {
  private final Host host;
  private final Lifecycle parts;
  private final Duration drain;

  Running(Host host, Lifecycle parts, Duration drain) {
    this.host = host;
    this.parts = parts;
    this.drain = drain;
  }

  /// The service's name.
  public String name() {
    return host.name();
  }

  /// The announced endpoints by name; `admin` is always there.
  public Map<String, URI> endpoints() {
    return new TreeMap<>(host.endpoints());
  }

  /// One announced endpoint.
  ///
  /// @throws NoSuchElementException when the service has announced no such one
  public URI endpoint(String endpointName) {
    return Optional.ofNullable(host.endpoints().get(endpointName))
        .orElseThrow(() -> new NoSuchElementException(name() + " announced no " + endpointName));
  }

  /// Its readiness, the same that `/readyz` answers.
  public Readiness readiness() {
    return host.readiness();
  }

  /// Its meters.
  public Metrics metrics() {
    return host.metrics();
  }

  /// Completes, normally and with the cause, when a part has failed for good; the owner then
  /// closes.
  public CompletableFuture<Throwable> failure() {
    return host.failure().copy();
  }

  /// Unready, the drain delay, then every part in reverse order within the deadline.
  @Override
  public void close() {
    host.readiness().draining();
    try {
      Thread.sleep(drain);
    } catch (InterruptedException e) {
      // Whoever interrupts a drain wants it shorter, not skipped: the parts are still closed.
      Thread.currentThread().interrupt();
    }
    parts.close();
  }
}

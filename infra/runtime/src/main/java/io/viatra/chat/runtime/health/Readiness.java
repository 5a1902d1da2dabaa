package io.viatra.chat.runtime.health;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Whether a service should get traffic: started, not draining, and every named check passes.
public final class Readiness {
  private static final Logger log = LoggerFactory.getLogger(Readiness.class);
  private static final Duration CACHED = Duration.ofSeconds(1);
  private static final Duration CHECK_MAX = Duration.ofMillis(500);

  /// One condition. Runs on a virtual thread; false, an exception, or 500 ms without an answer all
  /// mean "not ready". Must not change anything.
  @FunctionalInterface
  public interface Check {
    /// Whether the condition holds now.
    boolean passes() throws Exception;
  }

  /// One evaluation.
  ///
  /// @param ready all of it together
  /// @param checks each condition by name, in the order of registration, first `started` and
  ///   `draining`-free as `accepting`
  public record Report(boolean ready, Map<String, Boolean> checks) {
    /// Copies the map, keeping its order.
    public Report {
      checks = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(checks));
    }
  }

  /// A check and whether a run of it is still out; the flag keeps hanging checks from piling up.
  private record Guarded(Check check, AtomicBoolean running) {}

  private final Map<String, Guarded> checks =
      java.util.Collections.synchronizedMap(new LinkedHashMap<>());
  private final LongSupplier nanoClock;
  private final Object evaluating = new Object();
  private volatile boolean started;
  private volatile boolean draining;
  private volatile @Nullable Report cached;
  private volatile long cachedAt;

  /// Not started, no checks.
  public Readiness() {
    this(System::nanoTime);
  }

  Readiness(LongSupplier nanoClock) {
    this.nanoClock = nanoClock;
  }

  /// Registers a condition under a name such as `kafka`. The set is fixed by the composition root.
  public void check(String name, Check check) {
    checks.put(name, new Guarded(check, new AtomicBoolean()));
    cached = null;
  }

  /// Says that opening is done.
  public void started() {
    started = true;
    cached = null;
  }

  /// Says that the service is going down; never taken back.
  public void draining() {
    draining = true;
    cached = null;
  }

  /// The state, at most a second old. May take 500 ms, so it is never called on an I/O thread.
  public Report report() {
    Report known = fresh();
    if (known != null) {
      return known;
    }
    synchronized (evaluating) {
      known = fresh();
      if (known != null) {
        return known;
      }
      Report report = evaluate();
      cachedAt = nanoClock.getAsLong();
      cached = report;
      return report;
    }
  }

  private @Nullable Report fresh() {
    Report known = cached;
    return known != null && nanoClock.getAsLong() - cachedAt < CACHED.toNanos() ? known : null;
  }

  private Report evaluate() {
    Map<String, Guarded> now;
    synchronized (checks) {
      now = new LinkedHashMap<>(checks);
    }
    Map<String, Boolean> outcomes = new ConcurrentHashMap<>();
    CountDownLatch latch = new CountDownLatch(now.size());
    now.forEach((name, guarded) -> begin(name, guarded, outcomes, latch));
    try {
      latch.await(CHECK_MAX.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Map<String, Boolean> result = new LinkedHashMap<>();
    result.put("started", started);
    result.put("accepting", !draining);
    now.keySet().forEach(name -> result.put(name, outcomes.getOrDefault(name, false)));
    return new Report(!result.containsValue(false), result);
  }

  private static void begin(
      String name, Guarded guarded, Map<String, Boolean> outcomes, CountDownLatch latch) {
    if (!guarded.running.compareAndSet(false, true)) {
      latch.countDown();
      return;
    }
    Thread.ofVirtual()
        .name("readiness-" + name)
        .start(() -> {
          try {
            outcomes.put(name, guarded.check.passes());
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          } catch (Exception e) {
            log.debug("readiness check {} failed", name, e);
          } finally {
            guarded.running.set(false);
            latch.countDown();
          }
        });
  }
}

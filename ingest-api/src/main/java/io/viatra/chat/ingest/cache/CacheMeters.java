package io.viatra.chat.ingest.cache;

import io.micrometer.core.instrument.Counter;
import io.viatra.chat.runtime.metrics.Metrics;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Counts by shelf and outcome. The hit ratio is `near` and `hit` among all of them.
final class CacheMeters {
  private final Metrics metrics;
  private final Map<String, Map<Outcome, Counter>> reads = new ConcurrentHashMap<>();
  private final Counter tooLarge;
  private final Counter unstored;

  CacheMeters(Metrics metrics) {
    this.metrics = metrics;
    this.tooLarge = metrics.counter("chat.cache.large", "entries too large to be kept in Redis");
    this.unstored = metrics.counter("chat.cache.unstored", "entries that Redis did not take");
  }

  void read(Shelf<?> shelf, Outcome outcome) {
    var counters = reads.computeIfAbsent(shelf.name(), this::counters);
    var counter = counters.get(outcome);
    if (counter != null) {
      counter.increment();
    }
  }

  void tooLarge() {
    tooLarge.increment();
  }

  void unstored(int entries) {
    unstored.increment(entries);
  }

  private Map<Outcome, Counter> counters(String shelf) {
    var counters = new EnumMap<Outcome, Counter>(Outcome.class);
    for (var outcome : Outcome.values()) {
      counters.put(
          outcome,
          metrics.counter(
              "chat.cache.reads",
              "entries of caches that were asked for",
              "cache",
              shelf,
              "outcome",
              outcome.label()));
    }
    return counters;
  }
}

package io.viatra.chat.runtime.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmInfoMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.viatra.chat.runtime.logging.QueuedAppender;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One service's meters. Names are written with dots (`chat.message.delivery`); Prometheus shows
/// them with underscores and the unit (`chat_message_delivery_seconds`).
///
/// Asking for the same name and tags again answers the same meter. All meters of one name must have
/// the same tag keys, else the later ones are dropped with a warning in the log.
public final class Metrics implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Metrics.class);

  /// Buckets of every latency timer, chosen around the objectives: ack 4 ms, delivery 8 ms at the
  /// median and 60 ms at the 99th percentile, time-outs of 50 ms, 500 ms and 5 s.
  private static final Duration[] LATENCY_BUCKETS =
      List.of(1, 2, 4, 8, 15, 30, 60, 100, 200, 500, 1_000, 2_000, 5_000, 10_000).stream()
          .map(Duration::ofMillis)
          .toArray(Duration[]::new);

  private final PrometheusMeterRegistry registry;
  private final List<AutoCloseable> binders = new CopyOnWriteArrayList<>();

  /// Meters tagged `service=<service>`, without those of the process.
  public Metrics(String service) {
    registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    registry.config().commonTags("service", service);
  }

  /// The same with JVM and process meters: memory, garbage collection, threads, processor, file
  /// descriptors, up-time, log lines that were lost.
  public static Metrics withProcess(String service) {
    Metrics metrics = new Metrics(service);
    metrics.bind(new ClassLoaderMetrics());
    metrics.bind(new JvmGcMetrics());
    metrics.bind(new JvmInfoMetrics());
    metrics.bind(new JvmMemoryMetrics());
    metrics.bind(new JvmThreadMetrics());
    metrics.bind(new ProcessorMetrics());
    metrics.bind(new FileDescriptorMetrics());
    metrics.bind(new UptimeMetrics());
    metrics.bind(QueuedAppender::bindTo);
    return metrics;
  }

  /// Binds a library's meters; a binder that is closeable is closed with this holder.
  public <B extends MeterBinder> B bind(B binder) {
    binder.bindTo(registry);
    if (binder instanceof AutoCloseable closeable) {
      binders.add(closeable);
    }
    return binder;
  }

  /// A latency timer with histogram buckets from 1 ms to 10 s.
  ///
  /// @param tags key, value, key, value …
  public Timer timer(String name, String description, String... tags) {
    return Timer.builder(name)
        .description(description)
        .tags(tags)
        .serviceLevelObjectives(LATENCY_BUCKETS)
        .register(registry);
  }

  /// A counter; Prometheus appends `_total`.
  public Counter counter(String name, String description, String... tags) {
    return Counter.builder(name).description(description).tags(tags).register(registry);
  }

  /// A gauge read at scrape time; the supplier must be cheap and thread-safe. It is held strongly.
  public Gauge gauge(String name, String description, Supplier<Number> value, String... tags) {
    return Gauge.builder(name, value).description(description).tags(tags).register(registry);
  }

  /// A distribution of sizes with the given buckets.
  public DistributionSummary sizes(
      String name, String description, String baseUnit, double[] buckets, String... tags) {
    return DistributionSummary.builder(name)
        .description(description)
        .baseUnit(baseUnit)
        .serviceLevelObjectives(buckets)
        .tags(Tags.of(tags))
        .register(registry);
  }

  /// For libraries that take a micrometer registry.
  public MeterRegistry registry() {
    return registry;
  }

  /// The Prometheus text format, version 0.0.4.
  public String scrape() {
    return registry.scrape();
  }

  @Override
  public void close() {
    for (AutoCloseable binder : binders) {
      try {
        binder.close();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (Exception e) {
        log.warn("closing {} failed", binder.getClass().getSimpleName(), e);
      }
    }
    registry.close();
  }
}

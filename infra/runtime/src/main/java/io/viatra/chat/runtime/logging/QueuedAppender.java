package io.viatra.chat.runtime.logging;

import ch.qos.logback.classic.AsyncAppender;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.LoggerFactory;

/// Logback's queue in front of another appender, and a count of what did not fit, which Logback
/// itself has not.
///
/// `queueSize` lines wait, and as many again are with the thread that writes, which takes whole
/// queues. Overflow: the newest line is dropped and counted.
public final class QueuedAppender extends AsyncAppender {
  /// Of all appenders of this process: Logback makes them, and before any meter.
  private static final LongAdder DROPPED = new LongAdder();

  /// For Logback, which then sets the properties.
  public QueuedAppender() {
    setNeverBlock(true);
    setDiscardingThreshold(0);
  }

  /// Loggers take only from the queue's other end, so under this monitor a place that is free stays
  /// free: what is counted is exactly what is lost.
  @Override
  protected synchronized void put(ILoggingEvent line) {
    if (getRemainingCapacity() == 0) {
      DROPPED.increment();
    } else {
      super.put(line);
    }
  }

  /// Shows the count.
  public static void bindTo(MeterRegistry registry) {
    FunctionCounter.builder("log.lines.dropped", DROPPED, LongAdder::sum)
        .description("lines of requests that standard output did not take in time")
        .register(registry);
  }

  /// Writes what waits, for at most `maxFlushTime` each, and ends the appenders. They take those
  /// behind them along: nothing is logged after this.
  public static void endAll() {
    if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
      endAll(context);
    }
  }

  static void endAll(LoggerContext context) {
    of(context).forEach(QueuedAppender::stop);
  }

  private static List<QueuedAppender> of(LoggerContext context) {
    List<QueuedAppender> all = new ArrayList<>();
    for (var logger : context.getLoggerList()) {
      logger
          .iteratorForAppenders()
          .forEachRemaining(appender -> {
            if (appender instanceof QueuedAppender queued) {
              all.add(queued);
            }
          });
    }
    return all;
  }
}

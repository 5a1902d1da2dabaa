package io.viatra.chat.streams.stats;

import io.viatra.chat.runtime.kafka.PartitionTail;
import io.viatra.chat.runtime.kafka.TailSettings;
import io.viatra.chat.runtime.service.Host;
import io.viatra.chat.schemas.topic.Topics;
import io.viatra.chat.streams.PartitionCounts;
import io.viatra.chat.streams.RocksMemory;
import io.viatra.chat.streams.StreamsApplication;
import io.viatra.chat.streams.StreamsSettings;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Starts the measures and their page. Whatever is wrong with them is logged and metered, and chat
/// goes on without them.
public final class StatsApplication {
  private static final Logger log = LoggerFactory.getLogger(StatsApplication.class);

  /// Together five seconds, by which a start on a cluster without the topic is longer.
  private static final int LOOKS_MAX = 20;

  private static final Duration LOOK_AGAIN = Duration.ofMillis(250);

  private StatsApplication() {}

  /// Adds its parts to the host, if it is switched on and its topic is there.
  public static void open(
      StatsSettings stats, StreamsSettings settings, RocksMemory memory, Host host)
      throws InterruptedException, TimeoutException {
    if (!stats.on()) {
      return;
    }
    try {
      requireTopic(settings);
      var meters = new StatsMeters(host.metrics());
      var application =
          host.add(
              "stats",
              StreamsApplication.open(
                  StatsTopology.build(meters), StatsConfig.of(settings, memory), host.metrics()));
      meters.running(application::isRunning);
      page(stats, settings, host);
    } catch (IOException | IllegalStateException e) {
      // A cluster of an earlier version has no such topic, and a disk may be full.
      log.warn("there will be no measures: chat goes on without them", e);
    }
  }

  /// A topic that was created a moment ago is not known to every broker yet, and measures that are
  /// left out would be so until the next start.
  private static void requireTopic(StreamsSettings settings)
      throws InterruptedException, TimeoutException {
    for (int attempt = 1; ; attempt++) {
      try {
        var _ = PartitionCounts.common(settings.kafka(), List.of(Topics.STATS));
        return;
      } catch (IllegalStateException missing) {
        if (attempt == LOOKS_MAX) {
          throw missing;
        }
        Thread.sleep(LOOK_AGAIN);
      }
    }
  }

  private static void page(StatsSettings stats, StreamsSettings settings, Host host) {
    var table = new StatsTable();
    var clock = Clock.systemUTC();
    var from = clock.instant().minus(Duration.ofHours(StatsTable.HOURS_MAX));
    host.add(
        "stats-table",
        PartitionTail.open(
            settings.kafka(),
            new TailSettings(
                "stats-table",
                Topics.STATS.name(),
                Set.of(),
                new TailSettings.From.Time(from),
                true),
            record -> table.take(record.value()),
            null,
            host.metrics()));
    host.page("/stats", new StatsPage(table, stats.unansweredAfter(), clock)::json);
  }
}

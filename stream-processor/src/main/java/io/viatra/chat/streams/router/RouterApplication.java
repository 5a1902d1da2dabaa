package io.viatra.chat.streams.router;

import io.viatra.chat.runtime.metrics.Metrics;
import io.viatra.chat.schemas.topic.Topics;
import io.viatra.chat.streams.PartitionCounts;
import io.viatra.chat.streams.RocksMemory;
import io.viatra.chat.streams.StreamsApplication;
import io.viatra.chat.streams.StreamsSettings;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeoutException;

/// Starts the router.
public final class RouterApplication {
  private RouterApplication() {}

  /// @throws IllegalStateException if its topics are missing, deliveries and sessions are not
  ///   co-partitioned, or there are not as many mailboxes as slots
  public static StreamsApplication open(
      StreamsSettings settings, RocksMemory memory, Metrics metrics)
      throws InterruptedException, TimeoutException, IOException {
    var _ = PartitionCounts.common(settings.kafka(), List.of(Topics.DELIVERIES, Topics.SESSIONS));
    int mailboxes = PartitionCounts.common(settings.kafka(), List.of(Topics.MAILBOX));
    if (mailboxes != Topics.SLOTS) {
      throw new IllegalStateException("there must be a mailbox for each slot: " + Topics.SLOTS);
    }
    return StreamsApplication.open(
        RouterTopology.build(RouterTimers.DEFAULTS, new RouterMeters(metrics)),
        RouterConfig.of(settings, memory),
        metrics);
  }
}

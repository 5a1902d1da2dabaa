package io.viatra.chat.streams.sequencer;

import io.viatra.chat.runtime.metrics.Metrics;
import io.viatra.chat.streams.PartitionCounts;
import io.viatra.chat.streams.RocksMemory;
import io.viatra.chat.streams.StreamsApplication;
import io.viatra.chat.streams.StreamsSettings;
import java.io.IOException;
import java.util.concurrent.TimeoutException;

/// Starts the sequencer.
public final class SequencerApplication {
  private SequencerApplication() {}

  /// @throws IllegalStateException if its topics are missing, or not co-partitioned
  public static StreamsApplication open(
      StreamsSettings settings, RocksMemory memory, Metrics metrics)
      throws InterruptedException, TimeoutException, IOException {
    int partitions = PartitionCounts.common(settings.kafka(), SequencerTopology.coPartitioned());
    return StreamsApplication.open(
        SequencerTopology.build(SequencerLimits.of(partitions), metrics.registry()),
        SequencerConfig.of(settings, memory),
        metrics);
  }
}

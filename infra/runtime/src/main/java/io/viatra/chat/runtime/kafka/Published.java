package io.viatra.chat.runtime.kafka;

import java.time.Instant;

/// Where a record was written.
///
/// @param topic its topic
/// @param partition its partition
/// @param offset its offset, 0 for the first of a partition
/// @param timestamp the broker's time for topics with `LogAppendTime`, which is what consumers see
public record Published(String topic, int partition, long offset, Instant timestamp) {}

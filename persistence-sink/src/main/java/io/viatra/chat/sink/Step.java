package io.viatra.chat.sink;

import org.apache.kafka.common.TopicPartition;

/// How far one transaction moves one partition.
///
/// @param expected where this owner believes the partition is; if it is elsewhere, somebody else
///   moved it and nothing may be written
/// @param next the position after the transaction's records
/// @param command the highest command among them
public record Step(TopicPartition partition, long expected, long next, long command) {}

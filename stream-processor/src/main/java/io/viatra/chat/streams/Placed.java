package io.viatra.chat.streams;

import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/// A record key together with the partition that the record goes to.
///
/// Deliveries, receipts and mailboxes do not lie where the hash of their key would put them, so the
/// processor that knows the place says it, and [PlacedTo] only obeys.
///
/// @param key null only where a dead letter had none
public record Placed(int partition, @Nullable Bytes key) {}

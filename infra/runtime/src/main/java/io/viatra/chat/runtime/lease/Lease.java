package io.viatra.chat.runtime.lease;

import java.time.Instant;

/// That somebody is there, until then unless renewed.
///
/// @param holder who
/// @param item which of the things the holder has; each has a lease of its own
/// @param seenAt when it was last known to be there
/// @param until when the lease ends
public record Lease(String holder, String item, Instant seenAt, Instant until) {}

/// Rate limits: token buckets in Redis, local ones while it is gone.
///
/// **Overview.** A [io.viatra.chat.runtime.limits.Limit] is a named rule;
/// [io.viatra.chat.runtime.limits.RateLimits] takes tokens for a key and answers a
/// [io.viatra.chat.runtime.limits.Decision].
///
/// **Concurrency.** Any thread that may block for 150 ms, so virtual ones.
///
/// **Lifecycle.** None of its own; it uses a Redis that is opened and closed elsewhere.
///
/// **Invariants.** With limits switched off every decision is Allowed. Keys expire when their
/// bucket would be full again. The number of local buckets is bounded.
@NullMarked
package io.viatra.chat.runtime.limits;

import org.jspecify.annotations.NullMarked;

/// Redis as something that may be gone: short time-outs, a breaker, meters.
///
/// **Overview.** A [io.viatra.chat.runtime.redis.Redis] holds Jedis's client and guards calls to
/// it; a [io.viatra.chat.runtime.redis.Subscription] hears channels.
///
/// **Concurrency.** Shared by all threads. A call blocks its thread for 150 ms at most, so it is
/// made on virtual threads, never on I/O threads.
///
/// **Lifecycle.** Opens without connecting; connections come and go with use.
///
/// **Invariants.** Whoever calls has an answer for "Redis is gone". Nothing is stored in Redis
/// alone that may not be lost.
@NullMarked
package io.viatra.chat.runtime.redis;

import org.jspecify.annotations.NullMarked;

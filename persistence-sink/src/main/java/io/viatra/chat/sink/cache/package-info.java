/// Takes copies of changed rows out of Redis.
///
/// **Overview.** The sink tells [io.viatra.chat.sink.cache.Invalidation] which entries its batch
/// has made old; a thread unlinks them.
///
/// **Concurrency.** Telling never blocks: it puts names into a bounded set. One thread of its own
/// speaks with Redis.
///
/// **Lifecycle.** Opens without Redis, and tries again while it is away. Closing tries once more
/// what is pending.
///
/// **Invariants.** No reader depends on it: entries carry the state that they are of (ADR 14), and
/// what is never unlinked ends by its time to live. It decides only how soon content that was
/// deleted or edited has left Redis.
@NullMarked
package io.viatra.chat.sink.cache;

import org.jspecify.annotations.NullMarked;

/// Copies of the read model in Redis and in this process, each used for one state alone.
///
/// **Overview.** A reader has just read, from PostgreSQL, the numbers of a conversation's state. It
/// asks a [io.viatra.chat.ingest.cache.Cache] for entries ([io.viatra.chat.ingest.cache.Wanted]) of
/// exactly that state ([io.viatra.chat.ingest.cache.Stamp]), reads what is not there, and stores it
/// under the state of the snapshot it was read in. [io.viatra.chat.ingest.cache.RedisCache] keeps
/// entries on two levels; a [io.viatra.chat.ingest.cache.Shelf] says how one kind is named, written
/// and for how long it lives. Why: ADR 14.
///
/// **Concurrency.** Thread-safe. A look blocks its caller, a virtual thread, for one call to Redis,
/// 150 ms at most and nothing while the breaker is open.
///
/// **Lifecycle.** None of its own; entries end by their time to live.
///
/// **Invariants.** An entry is answered only where its stamp equals the wanted one, whatever is in
/// Redis and whoever put it there. Redis away, hung, flushed or full of something else means that
/// nothing is found. Keys and meters hold no content.
@NullMarked
package io.viatra.chat.ingest.cache;

import org.jspecify.annotations.NullMarked;

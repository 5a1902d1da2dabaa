/// Where copies of the read model lie in Redis.
///
/// **Overview.** [io.viatra.chat.readmodel.cache.CacheKeys] names them: readers fill the entries,
/// the sink drops those whose rows it changed, and both must mean the same one.
///
/// **Concurrency.** Pure functions.
///
/// **Lifecycle.** None.
///
/// **Invariants.** A key holds ids and numbers, never content. What an entry says is right by the
/// state written in it (ADR 14), not by having been dropped.
@NullMarked
package io.viatra.chat.readmodel.cache;

import org.jspecify.annotations.NullMarked;

/// Identifiers: UUIDs that sort by time, UUIDs made from names, and strict reading.
///
/// **Overview.** All in [io.viatra.chat.runtime.ids.Ids].
///
/// **Concurrency.** Thread-safe, without blocking.
///
/// **Lifecycle.** None.
///
/// **Invariants.** The same namespace and name give the same UUID on every machine and in every
/// version.
@NullMarked
package io.viatra.chat.runtime.ids;

import org.jspecify.annotations.NullMarked;

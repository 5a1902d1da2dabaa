/// What people are to see now, by user partition.
///
/// **Concurrency.** Immutable records.
///
/// **Lifecycle.** None; nothing is opened or closed.
///
/// **Invariants.** One record for each user partition touched; the body stands in it once.
@NullMarked
package io.viatra.chat.schemas.delivery;

import org.jspecify.annotations.NullMarked;

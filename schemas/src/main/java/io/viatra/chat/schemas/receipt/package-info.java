/// How far people have come, absolute.
///
/// **Concurrency.** Immutable records.
///
/// **Lifecycle.** None; nothing is opened or closed.
///
/// **Invariants.** Watermarks never fall; `deliveredSeq` is never below `readSeq`.
@NullMarked
package io.viatra.chat.schemas.receipt;

import org.jspecify.annotations.NullMarked;

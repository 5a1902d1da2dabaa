/// Cursors: places in a list that clients hold and cannot make.
///
/// **Concurrency.** Thread-safe.
///
/// **Lifecycle.** None; nothing is opened or closed.
///
/// **Invariants.** A cursor works for the user, and for the list or conversation, that it was given
/// for, and for nothing else.
@NullMarked
package io.viatra.chat.ingest.paging;

import org.jspecify.annotations.NullMarked;

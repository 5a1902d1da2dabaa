/// Which sockets and edge nodes live.
///
/// **Concurrency.** Immutable records.
///
/// **Lifecycle.** None; nothing is opened or closed.
///
/// **Invariants.** A record that breaks its bounds cannot come into being.
@NullMarked
package io.viatra.chat.schemas.session;

import org.jspecify.annotations.NullMarked;

/// What the router hands to one edge node.
///
/// **Concurrency.** Immutable records.
///
/// **Lifecycle.** None; nothing is opened or closed.
///
/// **Invariants.** A record that breaks its bounds cannot come into being.
@NullMarked
package io.viatra.chat.schemas.mailbox;

import org.jspecify.annotations.NullMarked;

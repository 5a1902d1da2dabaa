/// The words that commands, events and deliveries share.
///
/// **Concurrency.** Immutable records and enums.
///
/// **Lifecycle.** None; nothing is opened or closed.
///
/// **Invariants.** A record that breaks its bounds cannot come into being.
@NullMarked
package io.viatra.chat.schemas.conversation;

import org.jspecify.annotations.NullMarked;

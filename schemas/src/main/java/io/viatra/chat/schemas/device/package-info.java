/// Devices that can be woken.
///
/// **Concurrency.** Immutable records.
///
/// **Lifecycle.** None; nothing is opened or closed.
///
/// **Invariants.** A record that breaks its bounds cannot come into being.
@NullMarked
package io.viatra.chat.schemas.device;

import org.jspecify.annotations.NullMarked;

/// Opening in order, closing in reverse, within one deadline.
///
/// **Overview.** A [io.viatra.chat.runtime.lifecycle.Lifecycle] holds the parts of a service as
/// they open. What opened last, the tap through which work comes in, closes first.
///
/// **Concurrency.** Parts are added by the starting thread; closing may be asked by any thread and
/// happens once. Each part is closed on a virtual thread of its own, one after the other.
///
/// **Lifecycle.** Open → closing → closed. A failure while opening closes what was opened before.
///
/// **Invariants.** A part that fails or hangs while closing keeps no other part from being closed.
@NullMarked
package io.viatra.chat.runtime.lifecycle;

import org.jspecify.annotations.NullMarked;

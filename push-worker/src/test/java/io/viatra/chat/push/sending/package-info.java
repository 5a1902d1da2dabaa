/// Pure tests of the gate before the push service.
///
/// **Overview.** One test class per class.
///
/// **Concurrency.** Virtual threads that wait for latches.
///
/// **Lifecycle.** None.
///
/// **Invariants.** None beyond those tested.
@NullMarked
package io.viatra.chat.push.sending;

import org.jspecify.annotations.NullMarked;

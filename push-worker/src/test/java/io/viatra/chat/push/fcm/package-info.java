/// Pure tests of what is said to FCM and understood of it.
///
/// **Overview.** One test class per class.
///
/// **Concurrency.** None.
///
/// **Lifecycle.** None.
///
/// **Invariants.** None beyond those tested.
@NullMarked
package io.viatra.chat.push.fcm;

import org.jspecify.annotations.NullMarked;

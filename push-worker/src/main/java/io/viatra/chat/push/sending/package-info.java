/// One push to one device, the port through which it is sent, and what may come of it.
///
/// **Overview.** [io.viatra.chat.push.sending.PushSender] is the port,
/// [io.viatra.chat.push.sending.PushResult] everything it can answer.
///
/// **Concurrency.** Records; senders are used by many virtual threads at once.
///
/// **Lifecycle.** None here; who opens a sender closes it.
///
/// **Invariants.** A push carries identifiers and numbers, never content.
@NullMarked
package io.viatra.chat.push.sending;

import org.jspecify.annotations.NullMarked;

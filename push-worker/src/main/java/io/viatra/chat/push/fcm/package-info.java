/// Firebase Cloud Messaging, HTTP v1, by firebase-admin's messaging client.
///
/// **Overview.** [io.viatra.chat.push.fcm.FcmSender] is the adapter. `FcmMessage` says what a phone
/// gets to see, `FcmVerdict` what an answer means, `FcmTransport` how the request travels.
///
/// **Concurrency.** The sender is used by many virtual threads at once; a send blocks the one that
/// called, until the time-out at most.
///
/// **Lifecycle.** Opening reads the credentials and connects to nothing. Closing deletes the
/// Firebase app, whose registry is global to the process, and drops the connections.
///
/// **Invariants.** One call is one HTTP request: nothing is repeated here. No token, no answer's
/// text and no credential leaves this package.
@NullMarked
package io.viatra.chat.push.fcm;

import org.jspecify.annotations.NullMarked;

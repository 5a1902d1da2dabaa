/// Sends what the router decided to push, retries, reports.
///
/// **Overview.** [io.viatra.chat.push.PushHandler] takes batches of `push.requests.v1` and
/// `push.retry.v1`; [io.viatra.chat.push.Dispatcher] takes one request to the devices that
/// [io.viatra.chat.push.DeviceTable] knows; [io.viatra.chat.push.Outbox] writes what became of it.
/// [io.viatra.chat.push.SentPushes] remembers what was taken by the push service.
///
/// **Concurrency.** One lane (virtual thread) per partition, one virtual thread per user of a batch
/// and per device of a user. Requests of one user go one after the other, also where a retry and a
/// new request meet. The device table is written by its tail's thread alone.
///
/// **Lifecycle.** Publisher, device table and FCM open first and close last; the consumer is the
/// tap. Nothing is sent before the device table is complete and the latest results were read.
///
/// **Invariants.** Offsets are committed after all outcomes of a batch are durable, so nothing is
/// lost. What has a durable result is not sent again for the same (device, conversation, seq): the
/// results that uncommitted records may have are read back before their partition flows. What
/// remains is the time between FCM's answer and its result in Kafka, a few milliseconds for the
/// sends in flight: a kill -9 there, like an answer that got lost, makes one more request with the
/// same collapse key, which replaces its twin on the device. Every decision is one record in
/// `push.results.v1`. No token and no content is logged or measured.
@NullMarked
package io.viatra.chat.push;

import org.jspecify.annotations.NullMarked;

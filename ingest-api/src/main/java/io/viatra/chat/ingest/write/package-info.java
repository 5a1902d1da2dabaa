/// What goes out: commands and devices, written to their topics and acknowledged by all replicas
/// before anybody is answered.
///
/// **Overview.** [io.viatra.chat.ingest.write.CommandLog] publishes a command and answers where it
/// lies. [io.viatra.chat.ingest.write.MessageSender] sends a message once, however often it is
/// asked. [io.viatra.chat.ingest.write.DeviceLog] registers and removes devices.
///
/// **Concurrency.** Thread-safe. Callers are virtual threads and wait up to five seconds for the
/// acknowledgement.
///
/// **Lifecycle.** The publisher is opened before and closed after; nothing here holds a thread.
///
/// **Invariants.** An answer of success means that the record is on all in-sync replicas. An answer
/// of UNAVAILABLE means that it may or may not be, and repeating is safe: ids of messages and of
/// direct conversations follow from what is repeated.
@NullMarked
package io.viatra.chat.ingest.write;

import org.jspecify.annotations.NullMarked;

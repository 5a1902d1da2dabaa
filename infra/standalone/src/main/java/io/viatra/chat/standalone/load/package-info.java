/// The load of `make rest-load`: calls of the REST API over a fixed number of connections.
///
/// **Overview.** A [DataSet] makes users, conversations and messages by the public API. [Calls] say
/// what each connection asks next; [ClosedLoop] asks it, one call in flight on each connection, and
/// answers what it [Measured]. [CpuMeter] reads what the processes spent meanwhile, and
/// [CannedServer] is what the client is measured against alone.
///
/// The client shares two cores with what it measures, so it is made to cost little: one thread, one
/// selector, requests that are bytes already, and answers of which nothing but the head is read.
///
/// **Concurrency.** A loop runs on its caller's thread and shares nothing.
///
/// **Lifecycle.** A loop opens its connections and closes them at its end.
///
/// **Invariants.** Every call that was begun is counted once: by its status, or as broken off. What
/// is no expected answer is never part of a rate or a percentile.
@NullMarked
package io.viatra.chat.standalone.load;

import org.jspecify.annotations.NullMarked;

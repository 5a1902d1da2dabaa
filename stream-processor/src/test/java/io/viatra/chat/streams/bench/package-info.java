/// Figures of sequencer, router and broker alone: no sockets, no database.
///
/// **Overview.** [Throughput] and [Failover] are commands (`make streams-load`, `make failover`).
/// Each starts a broker in its own process and the real service beside it as a [Life], tells the
/// router that one node holds everybody's sockets ([Seats]), speaks as [Speakers], and takes from
/// that node's mailbox what arrives ([Arrivals]).
///
/// **Concurrency.** One thread speaks, one listens, one keeps the node alive.
///
/// **Lifecycle.** A run begins with empty directories, is bounded in messages and time, and leaves
/// nothing behind.
///
/// **Invariants.** Times are from when a message was due, so that a standstill of the speaker
/// counts too. Everything that was acked is waited for, or reported as lost.
@NullMarked
package io.viatra.chat.streams.bench;

import org.jspecify.annotations.NullMarked;

/// # The socket edge: clients' sockets in, commands out; the mailbox in, clients' sockets out
///
/// **Overview.** [io.viatra.chat.edge.SocketEdge] wires it. From the wire to the log: `engineio`
/// and `socketio` speak the protocols and know no chat; `session` lets sockets in and tells the
/// router; `inbound` checks events and publishes commands through `outlet`; `delivery` hands the
/// node's mailbox to its sockets; `typing` and `presence` are the ephemeral rest; `wire` is what
/// clients see.
///
/// **Concurrency.** I/O threads never wait. A socket's events are handled on a virtual thread, one
/// at a time; the mailbox on one thread; what goes by the clock on another.
///
/// **Lifecycle.** Opens without waiting for Kafka or Redis. Handshakes are answered 503 until the
/// mailbox is positioned and the producer warm, so that no session is announced before its answer
/// could be read. Shutdown: unready → handshakes refused → sessions closed in the log → TCP dropped
/// without a Close frame, so that every client reconnects elsewhere at once → receipts and records
/// flushed.
///
/// **Invariants.** A node holds nothing that must not be lost: what was acked is in the log, and a
/// new session's snapshot tells the rest.
@NullMarked
package io.viatra.chat.edge;

import org.jspecify.annotations.NullMarked;

/// # Socket.IO 5, server side
///
/// Namespaces, connect with a payload, events and acks both ways, binary attachments, on top of
/// [io.viatra.chat.edge.engineio]. It knows nothing of chat: the application is a [Connector] per
/// namespace. Source: `docs/socket.io-protocol/v5-current.md` of the Socket.IO project.
///
/// Connection state recovery, rooms and the other things that the JavaScript server adds on top of
/// the protocol are left to the application.
///
/// ## Concurrency
///
/// Everything that comes in is handled on the session's mailbox (one virtual thread at a time),
/// from decoding to the application's handlers; [Connection] and [PacketDecoder] need no locks.
/// What goes out is encoded by the calling thread, once, and handed to the session.
///
/// ## Lifecycle
///
/// session opens → CONNECT → [Connector#onConnect] → [SocketOpening#open] → events →
/// [SocketHandler#onDisconnect]. A session without a namespace ends after
/// [SocketIoSettings#connectDeadline].
///
/// ## Invariants
///
/// - A parse error, a second CONNECT to a namespace, an event for one not joined, a reserved event
///   name, a bad placeholder or more than ten attachments end the session.
/// - No event is handed over before all its attachments are there; nothing may come in between.
/// - Input is bounded before it is kept: packet size by the session, namespace length, attachments,
///   depth, keys per object and number length here.
@NullMarked
package io.viatra.chat.edge.socketio;

import org.jspecify.annotations.NullMarked;

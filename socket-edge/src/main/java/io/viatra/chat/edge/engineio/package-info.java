/// # Engine.IO 4, server side
///
/// Sessions that carry text and binary messages over whatever transport the client can open. It
/// knows neither chat nor Socket.IO; the layer above is one [EngineIoAcceptor]. Source:
/// `docs/engine.io-protocol/v4-current.md` of the Socket.IO project and RFC 6455.
///
/// The WebSocket framing is our own ([FrameReader], [OutQueue]) on the connection that Undertow
/// hands over after the upgrade. The reason is control of bounds: a half header, a declared length
/// of 2^62, the bytes in flight and the moment of the last progress are not visible through
/// Undertow's framed channel, whose send queue is unbounded. It also lets one encoded frame, header
/// included, go to any number of connections as duplicates of a single buffer.
///
/// ## Concurrency
///
/// - Bytes of a connection are read and written on its XNIO I/O thread alone. Nothing there blocks.
/// - What is sent by which transport is guarded by the monitor of the session's [Carrier], held for
///   a few field accesses and never while calling the layer above. Any thread may send.
/// - The layer above is called on the session's [Mailbox]: one event at a time, in order, on a
///   virtual thread, so it may block. The mailbox is bounded by [InLimits#pendingMax]: the
///   transport stops reading TCP when that many messages wait for their handler or their answer.
/// - All deadlines hang on one timer thread ([Timers]), which only hands work on.
///
/// ## Lifecycle
///
/// handshake → [EngineIoAcceptor#accept] → `OPEN` packet → messages and heartbeats → one of
/// [CloseReason] → [EngineIoListener#onClose], exactly once and last.
///
/// ## Invariants
///
/// - Per session, messages reach the listener in the order the client sent them, and leave in the
///   order they were given to [EngineIoSocket#send].
/// - A session holds at most [OutLimits#hardBytes] plus one message of unsent data, or it is
///   dropped; all sessions together hold little more than [OutLimits#allBytes] ([Unsent]).
/// - A message or frame that has begun ends within [InLimits#receiveDeadline], or the session ends.
/// - A client on polling that is sent away by the layer above learns of it from the GET that waits
///   or from its next one ([PollingFarewell]); after that its session id is unknown.
/// - Errors never echo what a client sent.
@NullMarked
package io.viatra.chat.edge.engineio;

import org.jspecify.annotations.NullMarked;

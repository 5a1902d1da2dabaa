package io.viatra.chat.edge.engineio;

import java.util.concurrent.Executor;

/// What all sessions of a server share.
///
/// @param executor gives each mailbox its virtual thread
record EngineIoContext(
    EngineIoSettings settings,
    EngineIoAcceptor acceptor,
    ProtocolMetrics metrics,
    Timers timers,
    Unsent.Total unsent,
    Executor executor) {}

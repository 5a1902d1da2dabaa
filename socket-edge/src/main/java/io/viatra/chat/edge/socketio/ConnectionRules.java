package io.viatra.chat.edge.socketio;

import io.viatra.chat.edge.engineio.ProtocolMetrics;
import java.time.Duration;
import java.util.Map;

/// What all connections of a server share.
record ConnectionRules(
    Map<String, Connector> namespaces,
    Duration connectDeadline,
    StrictJson json,
    SocketIds ids,
    ProtocolMetrics metrics) {}

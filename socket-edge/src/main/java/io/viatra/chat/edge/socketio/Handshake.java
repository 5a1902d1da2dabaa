package io.viatra.chat.edge.socketio;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.viatra.chat.edge.engineio.EngineIoRequest;
import java.net.InetSocketAddress;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A client that wants to join.
///
/// @param auth the payload of CONNECT; an empty object if there was none
/// @param request the HTTP request that opened the session below, shared by all its namespaces
public record Handshake(String namespace, ObjectNode auth, EngineIoRequest request) {
  /// The TCP peer.
  public InetSocketAddress address() {
    return request.address();
  }

  public @Nullable String header(String name) {
    return request.header(name);
  }

  public Map<String, String> query() {
    return request.query();
  }
}

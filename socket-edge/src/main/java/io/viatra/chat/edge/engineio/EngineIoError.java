package io.viatra.chat.edge.engineio;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;

/// Refusals of a request, with the codes that clients know. The answer never repeats any of the
/// input.
enum EngineIoError {
  UNKNOWN_TRANSPORT(0, 400, "Transport unknown"),
  UNKNOWN_SID(1, 400, "Session ID unknown"),
  BAD_HANDSHAKE_METHOD(2, 400, "Bad handshake method"),
  /// A method that is no part of the protocol in any of its uses, TRACE first of all.
  UNKNOWN_METHOD(2, 405, "Bad handshake method"),
  BAD_REQUEST(3, 400, "Bad request"),
  FORBIDDEN(4, 403, "Forbidden"),
  UNSUPPORTED_PROTOCOL(5, 400, "Unsupported protocol version"),
  /// RFC 6455, 4.4: the answer names the version that would do.
  WEBSOCKET_VERSION(3, 426, "Bad request"),
  TOO_LARGE(3, 413, "Bad request"),
  /// A compressed body; it could unfold to any size.
  ENCODED_BODY(3, 415, "Bad request"),
  SHUTTING_DOWN(4, 503, "Forbidden");

  private final int code;
  private final int status;
  private final String message;

  EngineIoError(int code, int status, String message) {
    this.code = code;
    this.status = status;
    this.message = message;
  }

  int code() {
    return code;
  }

  void answer(HttpServerExchange exchange) {
    exchange.setStatusCode(status);
    exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "application/json");
    if (this == WEBSOCKET_VERSION) {
      exchange.getResponseHeaders().put(Headers.SEC_WEB_SOCKET_VERSION, "13");
    }
    if (this == UNKNOWN_METHOD) {
      exchange.getResponseHeaders().put(Headers.ALLOW, "GET, POST, OPTIONS");
    }
    exchange.getResponseSender().send("{\"code\":" + code + ",\"message\":\"" + message + "\"}");
  }
}

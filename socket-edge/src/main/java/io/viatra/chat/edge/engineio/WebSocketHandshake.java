package io.viatra.chat.edge.engineio;

import io.undertow.server.HttpServerExchange;
import io.undertow.server.HttpUpgradeListener;
import io.undertow.util.HeaderValues;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The HTTP side of opening a WebSocket (RFC 6455, 4.2). No subprotocol and no extension is ever
/// agreed to, so reserved bits stay errors.
final class WebSocketHandshake {
  private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
  private static final int KEY_BYTES = 16;

  private WebSocketHandshake() {}

  /// Whether the request wants to become a WebSocket, well-formed or not.
  static boolean isAsked(HttpServerExchange exchange) {
    return hasToken(exchange, Headers.UPGRADE, "websocket");
  }

  /// What is wrong with it, or null.
  static @Nullable EngineIoError problem(HttpServerExchange exchange) {
    if (!exchange.getRequestMethod().equals(Methods.GET)) {
      return EngineIoError.BAD_HANDSHAKE_METHOD;
    }
    if (!hasToken(exchange, Headers.CONNECTION, "upgrade")) {
      return EngineIoError.BAD_REQUEST;
    }
    String version = exchange.getRequestHeaders().getFirst(Headers.SEC_WEB_SOCKET_VERSION);
    if (!"13".equals(version)) {
      return EngineIoError.WEBSOCKET_VERSION;
    }
    String key = exchange.getRequestHeaders().getFirst(Headers.SEC_WEB_SOCKET_KEY);
    return key != null && isKey(key) ? null : EngineIoError.BAD_REQUEST;
  }

  /// Answers 101; the listener gets the connection on its I/O thread.
  static void accept(HttpServerExchange exchange, HttpUpgradeListener listener) {
    String key = exchange.getRequestHeaders().getFirst(Headers.SEC_WEB_SOCKET_KEY);
    exchange.upgradeChannel("websocket", listener);
    exchange.getResponseHeaders().put(Headers.SEC_WEB_SOCKET_ACCEPT, answerTo(key));
    exchange.endExchange();
  }

  static String answerTo(String key) {
    try {
      byte[] joined = (key.trim() + GUID).getBytes(StandardCharsets.US_ASCII);
      byte[] digest = MessageDigest.getInstance("SHA-1").digest(joined);
      return Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-1", e);
    }
  }

  private static boolean isKey(String key) {
    try {
      return Base64.getDecoder().decode(key.trim()).length == KEY_BYTES;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static boolean hasToken(HttpServerExchange exchange, HttpString header, String token) {
    HeaderValues values = exchange.getRequestHeaders().get(header);
    if (values == null) {
      return false;
    }
    for (String value : values) {
      for (String part : value.split(",", -1)) {
        if (part.trim().toLowerCase(Locale.ROOT).equals(token)) {
          return true;
        }
      }
    }
    return false;
  }
}

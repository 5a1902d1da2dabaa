package io.viatra.chat.runtime.http;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which browsers may call, and the headers that tell them so. Thread-safe.
public final class Origins {
  private static final HttpString ALLOW_ORIGIN = new HttpString("Access-Control-Allow-Origin");
  private static final HttpString ALLOW_METHODS = new HttpString("Access-Control-Allow-Methods");
  private static final HttpString ALLOW_HEADERS = new HttpString("Access-Control-Allow-Headers");
  private static final HttpString EXPOSE = new HttpString("Access-Control-Expose-Headers");
  private static final HttpString MAX_AGE = new HttpString("Access-Control-Max-Age");

  private final Set<String> allowed;
  private final String exposed;
  private final String accepted;

  /// @param allowed origins as browsers send them, or `*`
  /// @param ownHeaders headers of the service that scripts may send and read
  public Origins(Set<String> allowed, Set<String> ownHeaders) {
    this.allowed = Set.copyOf(allowed);
    String own = ownHeaders.isEmpty() ? "" : ", " + String.join(", ", ownHeaders);
    this.exposed = "X-Request-Id, Retry-After" + own;
    this.accepted = "Authorization, Content-Type, X-Request-Id" + own;
  }

  /// Whether the caller may go on: it names no origin, our own, or a listed one.
  public boolean allows(HttpServerExchange exchange) {
    String origin = exchange.getRequestHeaders().getFirst(Headers.ORIGIN);
    return origin == null
        || allowed.contains("*")
        || allowed.contains(origin)
        || own(exchange, origin);
  }

  /// Puts the headers on an answer to an allowed caller, errors included.
  public void mark(HttpServerExchange exchange) {
    String origin = exchange.getRequestHeaders().getFirst(Headers.ORIGIN);
    if (origin == null || !allows(exchange)) {
      return;
    }
    HeaderMap headers = exchange.getResponseHeaders();
    headers.put(ALLOW_ORIGIN, allowed.contains("*") ? "*" : origin);
    headers.put(EXPOSE, exposed);
    headers.add(Headers.VARY, "Origin");
  }

  /// Puts the headers of a preflight's answer beside those of [#mark].
  public void markPreflight(HttpServerExchange exchange, @Nullable String methods) {
    HeaderMap headers = exchange.getResponseHeaders();
    headers.put(ALLOW_METHODS, methods == null ? "GET, POST, PUT, PATCH, DELETE" : methods);
    headers.put(ALLOW_HEADERS, accepted);
    headers.put(MAX_AGE, "600");
  }

  /// The authority alone is compared: TLS ends before us, so the scheme that we see is not the
  /// browser's.
  private static boolean own(HttpServerExchange exchange, String origin) {
    String host = exchange.getRequestHeaders().getFirst(Headers.HOST);
    int scheme = origin.indexOf("://");
    return host != null && scheme > 0 && origin.substring(scheme + 3).equalsIgnoreCase(host);
  }
}

package io.viatra.chat.edge.engineio;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which browser pages may talk to us. Headers go on every answer, errors included, or the page
/// could not read why it was refused. WebSockets are not subject to CORS in browsers, so the Origin
/// check is made here for them too.
final class Cors {
  private static final HttpString ALLOW_ORIGIN = new HttpString("Access-Control-Allow-Origin");
  private static final HttpString ALLOW_CREDENTIALS =
      new HttpString("Access-Control-Allow-Credentials");
  private static final HttpString ALLOW_METHODS = new HttpString("Access-Control-Allow-Methods");
  private static final HttpString ALLOW_HEADERS = new HttpString("Access-Control-Allow-Headers");
  private static final HttpString MAX_AGE = new HttpString("Access-Control-Max-Age");
  private static final String ANY = "*";

  private final Set<String> origins;

  Cors(Set<String> origins) {
    this.origins = origins;
  }

  /// Sets the headers for an allowed origin.
  ///
  /// @return false if the request comes from a page that may not talk to us
  boolean apply(HttpServerExchange exchange) {
    String origin = exchange.getRequestHeaders().getFirst(Headers.ORIGIN);
    if (origins.contains(ANY)) {
      exchange.getResponseHeaders().put(ALLOW_ORIGIN, ANY);
      return true;
    }
    exchange.getResponseHeaders().put(Headers.VARY, Headers.ORIGIN_STRING);
    if (origin == null) {
      return true;
    }
    if (!origins.contains(origin) && !isOwn(origin, exchange)) {
      return false;
    }
    exchange.getResponseHeaders().put(ALLOW_ORIGIN, origin);
    exchange.getResponseHeaders().put(ALLOW_CREDENTIALS, "true");
    return true;
  }

  /// Answers a preflight, after [#apply].
  void answerPreflight(HttpServerExchange exchange) {
    exchange.setStatusCode(204);
    exchange.getResponseHeaders().put(ALLOW_METHODS, "GET,POST,OPTIONS");
    exchange.getResponseHeaders().put(ALLOW_HEADERS, "Content-Type,Authorization");
    exchange.getResponseHeaders().put(MAX_AGE, "600");
    exchange.endExchange();
  }

  private static boolean isOwn(String origin, HttpServerExchange exchange) {
    @Nullable String host = exchange.getRequestHeaders().getFirst(Headers.HOST);
    int authority = origin.indexOf("://");
    return host != null && authority > 0 && origin.substring(authority + 3).equalsIgnoreCase(host);
  }
}

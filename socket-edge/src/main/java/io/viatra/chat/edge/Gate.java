package io.viatra.chat.edge;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.StatusCodes;
import io.viatra.chat.edge.session.TokenBucket;
import java.util.function.BooleanSupplier;

/// Lets nobody in before the node can serve, and after that so many handshakes a second, for when
/// all clients of a lost node come at once. 503 and no CONNECT_ERROR: the official clients try
/// again by themselves after the one and give up on the other.
final class Gate implements HttpHandler {
  private final BooleanSupplier open;
  private final TokenBucket admission;
  private final HttpHandler behind;

  Gate(BooleanSupplier open, TokenBucket admission, HttpHandler behind) {
    this.open = open;
    this.admission = admission;
    this.behind = behind;
  }

  @Override
  public void handleRequest(HttpServerExchange exchange) throws Exception {
    // Requests of a session that is open already go through in any case.
    boolean opening = !exchange.getQueryParameters().containsKey("sid");
    if (opening && (!open.getAsBoolean() || admission.take() != null)) {
      exchange.setStatusCode(StatusCodes.SERVICE_UNAVAILABLE);
      exchange.getResponseHeaders().put(Headers.RETRY_AFTER, "1");
      exchange.endExchange();
      return;
    }
    behind.handleRequest(exchange);
  }
}

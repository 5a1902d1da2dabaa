package io.viatra.chat.edge;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.StatusCodes;
import java.util.function.BooleanSupplier;

/// Lets nobody in before the node can serve. 503 and no CONNECT_ERROR: clients try again after the
/// one and give up on the other.
final class Gate implements HttpHandler {
  private final BooleanSupplier open;
  private final HttpHandler behind;

  Gate(BooleanSupplier open, HttpHandler behind) {
    this.open = open;
    this.behind = behind;
  }

  @Override
  public void handleRequest(HttpServerExchange exchange) throws Exception {
    if (open.getAsBoolean()) {
      behind.handleRequest(exchange);
      return;
    }
    exchange.setStatusCode(StatusCodes.SERVICE_UNAVAILABLE);
    exchange.getResponseHeaders().put(Headers.RETRY_AFTER, "1");
    exchange.endExchange();
  }
}

package io.viatra.chat.runtime.http;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.HttpString;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

/// Request ids: the caller's own where it is short and plain, so that one id runs through a
/// client's and our log; else a random one.
final class RequestIds {
  static final HttpString HEADER = new HttpString("X-Request-Id");
  private static final Pattern DECENT = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  private RequestIds() {}

  static String of(HttpServerExchange exchange) {
    String given = exchange.getRequestHeaders().getFirst(HEADER);
    if (given != null && DECENT.matcher(given).matches()) {
      return given;
    }
    return String.format("%016x", ThreadLocalRandom.current().nextLong());
  }
}

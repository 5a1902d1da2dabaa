package io.viatra.chat.edge.engineio;

import io.undertow.server.HttpServerExchange;
import java.net.InetSocketAddress;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The HTTP request that opened the session, copied so that the exchange can be let go.
///
/// @param address the peer of the TCP connection; whatever proxies claim is in the headers, and
///   whether to believe them is for the layer above
/// @param headers by case-insensitive name, values in order; at most what the HTTP server let
///   through
/// @param query first value of each key (a repeated key was refused before)
public record EngineIoRequest(
    InetSocketAddress address, Map<String, List<String>> headers, Map<String, String> query) {

  public EngineIoRequest {
    Map<String, List<String>> byName = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.forEach((name, values) -> byName.put(name, List.copyOf(values)));
    headers = Collections.unmodifiableMap(byName);
    query = Map.copyOf(query);
  }

  /// The first value of a header, or null.
  public @Nullable String header(String name) {
    List<String> values = headers.get(name);
    return values == null || values.isEmpty() ? null : values.getFirst();
  }

  static EngineIoRequest of(HttpServerExchange exchange) {
    Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    exchange.getRequestHeaders().forEach(h -> headers.put(h.getHeaderName().toString(), h));
    Map<String, String> query = new TreeMap<>();
    exchange.getQueryParameters().forEach((key, values) -> query.put(key, values.getFirst()));
    return new EngineIoRequest(exchange.getSourceAddress(), headers, query);
  }
}

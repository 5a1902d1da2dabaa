package io.viatra.chat.runtime.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.undertow.server.HttpServerExchange;
import io.viatra.chat.runtime.json.JsonFields;
import io.viatra.chat.runtime.json.StrictJson;
import java.net.InetAddress;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A request whose route is known and whose body is read. Belongs to the thread that handles it.
public final class Request {
  private final HttpServerExchange exchange;
  private final String id;
  private final Map<String, String> path;
  private final Map<String, String> query;
  private final byte[] body;

  Request(
      HttpServerExchange exchange,
      String id,
      Map<String, String> path,
      Map<String, String> query,
      byte[] body) {
    this.exchange = exchange;
    this.id = id;
    this.path = path;
    this.query = query;
    this.body = body;
  }

  /// The id in the answer's `X-Request-Id` and in errors; the caller's own where it sent a decent
  /// one.
  public String id() {
    return id;
  }

  /// A path parameter, decoded, never empty.
  ///
  /// @throws IllegalArgumentException when the route has no such parameter
  public String path(String name) {
    String value = path.get(name);
    if (value == null) {
      throw new IllegalArgumentException("the route has no " + name);
    }
    return value;
  }

  /// A query parameter, decoded; null when absent, empty for `?key` and `?key=`.
  public @Nullable String query(String name) {
    return query.get(name);
  }

  /// A whole number from the query.
  ///
  /// @throws ApiError `INVALID` when it is not one within `min..max`
  public int queryInteger(String name, int fallback, int min, int max) {
    String text = query.get(name);
    if (text == null) {
      return fallback;
    }
    try {
      int value = text.length() > 11 ? min - 1 : Integer.parseInt(text);
      if (value >= min && value <= max && !text.startsWith("+")) {
        return value;
      }
    } catch (NumberFormatException e) {
      throw ApiError.invalid(name + " is not a number");
    }
    throw ApiError.invalid(name + " is out of range");
  }

  /// The names in the query.
  public Set<String> queryNames() {
    return query.keySet();
  }

  /// A header's first value.
  public @Nullable String header(String name) {
    return exchange.getRequestHeaders().getFirst(name);
  }

  /// The token of `Authorization: Bearer …`, or null when there is none.
  public @Nullable String bearer() {
    String header = header("Authorization");
    boolean bearer = header != null && header.regionMatches(true, 0, "Bearer ", 0, 7);
    return header == null || !bearer ? null : header.substring(7).strip();
  }

  /// The peer's address. Forwarding headers are not believed.
  public InetAddress address() {
    return exchange.getSourceAddress().getAddress();
  }

  /// Whether there is a body.
  public boolean hasBody() {
    return body.length > 0;
  }

  /// The body as a strictly read object.
  ///
  /// @throws io.viatra.chat.runtime.json.JsonProblem when it is not one
  public ObjectNode json() {
    return StrictJson.asObject(StrictJson.value(body, Math.max(body.length, 1)));
  }

  /// The body's typed fields.
  ///
  /// @throws io.viatra.chat.runtime.json.JsonProblem when it is not an object
  public JsonFields fields() {
    return new JsonFields(json());
  }

  /// The body as it came; the array itself.
  public byte[] body() {
    return body;
  }
}

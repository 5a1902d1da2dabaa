package io.viatra.chat.ingest.openapi;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One call that was made, and what it was answered.
///
/// @param target path and query, as they were sent
/// @param headers that the test set
/// @param body as it was sent; null for none
public record Call(
    String method,
    String target,
    Map<String, String> headers,
    @Nullable String body,
    Answered answered) {

  /// @param headers by their names in lower case
  public record Answered(int status, Map<String, List<String>> headers, String body) {
    @Nullable String header(String name) {
      var values = headers.get(name);
      return values == null ? null : values.getFirst();
    }
  }

  String path() {
    return target.split("\\?", 2)[0];
  }

  String query() {
    var parts = target.split("\\?", 2);
    return parts.length < 2 ? "" : parts[1];
  }
}

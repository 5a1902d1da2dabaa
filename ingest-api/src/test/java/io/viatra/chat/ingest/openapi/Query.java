package io.viatra.chat.ingest.openapi;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A query as it was sent.
final class Query {
  private Query() {}

  static List<String> names(String query) {
    return Arrays.stream(query.split("&"))
        .filter(each -> !each.isEmpty())
        .map(each -> each.split("=", 2)[0])
        .toList();
  }

  static @Nullable String value(String query, String name) {
    return Arrays.stream(query.split("&"))
        .map(each -> each.split("=", 2))
        .filter(each -> each.length == 2 && each[0].equals(name))
        .map(each -> URLDecoder.decode(each[1], StandardCharsets.UTF_8))
        .findFirst()
        .orElse(null);
  }
}

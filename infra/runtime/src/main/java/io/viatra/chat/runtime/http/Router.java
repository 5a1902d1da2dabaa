package io.viatra.chat.runtime.http;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Paths to handlers. A template such as `/api/v1/things/{id}` matches segment by segment; a
/// literal segment wins over a parameter. Parameters are percent-decoded strictly: one that is not
/// well-formed UTF-8, holds NUL or an encoded slash matches nothing. A trailing slash is another
/// path.
///
/// Immutable once built; a linear look over the routes of the same length, of which there are few.
public final class Router {
  /// A template and what answers it, by method.
  record Route(String template, List<String> segments, Map<String, Handler> methods) {
    boolean isParameter(int index) {
      return segments.get(index).startsWith("{");
    }

    int literals() {
      int count = 0;
      for (int i = 0; i < segments.size(); i++) {
        count += isParameter(i) ? 0 : 1;
      }
      return count;
    }
  }

  /// A route that matched, with its decoded parameters.
  record Match(Route route, Map<String, String> parameters) {}

  private final Map<Integer, List<Route>> bySize;

  private Router(Map<Integer, List<Route>> bySize) {
    this.bySize = bySize;
  }

  /// Nothing yet.
  public static Builder builder() {
    return new Builder();
  }

  /// Every call that has a handler, such as `GET /things/{id}`, in order: to be compared with what
  /// is promised elsewhere.
  public List<String> calls() {
    return bySize.values().stream()
        .flatMap(List::stream)
        .flatMap(
            route -> route.methods.keySet().stream().map(method -> method + " " + route.template))
        .sorted()
        .toList();
  }

  /// @param rawPath as it was sent, without the query
  @Nullable Match match(String rawPath) {
    String[] segments = rawPath.split("/", -1);
    for (Route route : bySize.getOrDefault(segments.length, List.of())) {
      Map<String, String> parameters = parameters(route, segments);
      if (parameters != null) {
        return new Match(route, parameters);
      }
    }
    return null;
  }

  private static @Nullable Map<String, String> parameters(Route route, String[] segments) {
    Map<String, String> parameters = new HashMap<>();
    for (int i = 0; i < segments.length; i++) {
      String expected = route.segments.get(i);
      if (!route.isParameter(i)) {
        if (!expected.equals(segments[i])) {
          return null;
        }
        continue;
      }
      String value = Percent.segment(segments[i]);
      if (value == null || value.isEmpty()) {
        return null;
      }
      parameters.put(expected.substring(1, expected.length() - 1), value);
    }
    return parameters;
  }

  /// Collects routes.
  public static final class Builder {
    private final Map<String, Map<String, Handler>> routes = new TreeMap<>();

    private Builder() {}

    /// Answers `GET` and `HEAD`.
    public Builder get(String template, Handler handler) {
      return on("GET", template, handler);
    }

    /// Answers `POST`.
    public Builder post(String template, Handler handler) {
      return on("POST", template, handler);
    }

    /// Answers `PUT`.
    public Builder put(String template, Handler handler) {
      return on("PUT", template, handler);
    }

    /// Answers `PATCH`.
    public Builder patch(String template, Handler handler) {
      return on("PATCH", template, handler);
    }

    /// Answers `DELETE`.
    public Builder delete(String template, Handler handler) {
      return on("DELETE", template, handler);
    }

    /// The router.
    public Router build() {
      Map<Integer, List<Route>> bySize = new HashMap<>();
      routes.forEach((template, methods) -> {
        Route route = new Route(template, List.of(template.split("/", -1)), Map.copyOf(methods));
        bySize.computeIfAbsent(route.segments.size(), size -> new ArrayList<>()).add(route);
      });
      bySize
          .values()
          .forEach(each -> each.sort(Comparator.comparingInt(Route::literals).reversed()));
      return new Router(bySize);
    }

    private Builder on(String method, String template, Handler handler) {
      Map<String, Handler> methods = routes.computeIfAbsent(template, each -> new HashMap<>());
      if (methods.put(method, handler) != null) {
        throw new IllegalStateException(method + " " + template + " has two handlers");
      }
      return this;
    }
  }
}

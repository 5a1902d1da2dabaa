package io.viatra.chat.runtime.http;

import io.viatra.chat.runtime.config.Env;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/// How a service listens.
///
/// @param host the address to bind
/// @param port 0 takes any free one
/// @param origins what browsers may call from, as in the `Origin` header; `*` allows all. The own
///   origin and callers without the header (apps, servers) are always allowed
/// @param bodyBytesMax the largest request body; more is 413
/// @param requestsMax requests in flight at which further ones get 503; with the body limit this
///   bounds the memory of requests
/// @param drain how long closing waits for requests in flight
public record HttpSettings(
    String host, int port, Set<String> origins, int bodyBytesMax, int requestsMax, Duration drain) {

  /// Copies the origins.
  public HttpSettings {
    origins = Set.copyOf(origins);
  }

  /// Reads `<prefix>_HOST`, `_PORT`, `_ORIGINS`, `_BODY_MAX`, `_REQUESTS_MAX` and `_DRAIN`.
  ///
  /// @param prefix of the keys, for example `CHAT_INGEST`
  /// @param port the default port
  public static HttpSettings from(Env env, String prefix, int port) {
    return new HttpSettings(
        env.string(prefix + "_HOST", "127.0.0.1", "address to listen on"),
        env.integer(prefix + "_PORT", port, 0, 65_535, "port to listen on; 0 takes any free one"),
        Set.copyOf(
            env.list(
                prefix + "_ORIGINS",
                List.of(),
                "origins that browsers may call from, joined by commas; * allows all")),
        (int)
            Math.min(
                env.size(prefix + "_BODY_MAX", 64 * 1024, "largest request body"),
                Integer.MAX_VALUE / 2),
        env.integer(
            prefix + "_REQUESTS_MAX",
            1_000,
            1,
            100_000,
            "requests in flight before 503 is answered"),
        env.duration(
            prefix + "_DRAIN",
            Duration.ofSeconds(5),
            "how long stopping waits for requests in flight"));
  }
}

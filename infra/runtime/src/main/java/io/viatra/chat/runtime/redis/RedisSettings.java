package io.viatra.chat.runtime.redis;

import io.viatra.chat.runtime.config.Env;
import io.viatra.chat.runtime.config.Secret;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;

/// How to reach Redis.
///
/// @param url `redis://[user:password@]host:port[/database]` or `rediss://…`; a secret, for it may
///   hold a password
/// @param timeout for connecting, for an answer, and for a free connection
/// @param connectionsMax the size of the pool
public record RedisSettings(Secret url, Duration timeout, int connectionsMax) {

  /// Reads `CHAT_REDIS_URL`, `CHAT_REDIS_TIMEOUT` and `CHAT_REDIS_CONNECTIONS_MAX`.
  public static RedisSettings from(Env env) {
    Secret url =
        env.secret(
            "CHAT_REDIS_URL",
            Secret.of("redis://localhost:6379"),
            "redis://[user:password@]host:port[/database], rediss:// for TLS; without it localhost:6379");
    if (!legal(url)) {
      env.problem("CHAT_REDIS_URL", "is not a redis:// or rediss:// URL with host and port");
    }
    return new RedisSettings(
        url,
        env.duration(
            "CHAT_REDIS_TIMEOUT", Duration.ofMillis(50), "for connecting and for each answer"),
        env.integer("CHAT_REDIS_CONNECTIONS_MAX", 16, 1, 1_000, "connections in the pool"));
  }

  private static boolean legal(Secret url) {
    try {
      URI uri = new URI(url.reveal());
      String scheme = uri.getScheme();
      boolean redis = "redis".equals(scheme) || "rediss".equals(scheme);
      return redis && uri.getHost() != null && uri.getPort() > 0;
    } catch (URISyntaxException e) {
      return false;
    }
  }
}

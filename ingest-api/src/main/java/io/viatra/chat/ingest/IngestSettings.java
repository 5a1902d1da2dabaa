package io.viatra.chat.ingest;

import io.viatra.chat.ingest.cache.CacheSettings;
import io.viatra.chat.ingest.read.DatabaseSettings;
import io.viatra.chat.ingest.route.Rates;
import io.viatra.chat.runtime.config.Env;
import io.viatra.chat.runtime.config.Secret;
import io.viatra.chat.runtime.http.HttpSettings;
import io.viatra.chat.runtime.kafka.KafkaSettings;
import io.viatra.chat.runtime.limits.LimitSettings;
import io.viatra.chat.runtime.redis.RedisSettings;
import io.viatra.chat.runtime.token.TokenSettings;

/// What ingest-api is told.
///
/// @param infrastructure where Kafka, PostgreSQL and Redis are, and what is kept of them
/// @param cursorSecret seals cursors; the same on every node behind one address. Empty takes a
///   random one, and then a cursor is good on this node and until its restart
public record IngestSettings(
    HttpSettings http,
    Infrastructure infrastructure,
    TokenSettings tokens,
    LimitSettings limits,
    Rates rates,
    Secret cursorSecret) {
  private static final int HTTP_PORT = 8081;

  /// @param redis holds caches, rate limits, presence and revoked tokens; without it each node
  ///   counts for itself, and logouts fail
  public record Infrastructure(
      KafkaSettings kafka, DatabaseSettings database, RedisSettings redis, CacheSettings cache) {}

  /// Reads every key.
  public static IngestSettings from(Env env) {
    return new IngestSettings(
        HttpSettings.from(env, "CHAT_INGEST", HTTP_PORT),
        new Infrastructure(
            KafkaSettings.from(env),
            DatabaseSettings.from(env),
            RedisSettings.from(env),
            CacheSettings.from(env)),
        TokenSettings.from(env),
        LimitSettings.from(env),
        Rates.from(env),
        env.secret(
            "CHAT_INGEST_CURSOR_SECRET",
            Secret.of(""),
            "seals the cursors of pages, the same on every node; none takes a random one"));
  }
}

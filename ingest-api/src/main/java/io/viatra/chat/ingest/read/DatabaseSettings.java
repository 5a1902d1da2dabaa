package io.viatra.chat.ingest.read;

import io.viatra.chat.runtime.config.Env;
import io.viatra.chat.runtime.config.Secret;

/// Where the read model is, and how many may ask it at once.
///
/// @param url a JDBC URL
/// @param connectionsMax size of the pool; two or three for each core of the database is plenty
/// @param readersMax requests inside or waiting for a connection; beyond them the answer is
///   UNAVAILABLE at once, so that a hung database gathers no pile of waiting requests
public record DatabaseSettings(
    String url, String user, Secret password, int connectionsMax, int readersMax) {

  /// Reads `CHAT_POSTGRES_*` and `CHAT_INGEST_POSTGRES_*`.
  public static DatabaseSettings from(Env env) {
    return new DatabaseSettings(
        env.string(
            "CHAT_POSTGRES_URL", "jdbc:postgresql://localhost:5432/chat", "JDBC URL of PostgreSQL"),
        env.string("CHAT_POSTGRES_USER", "chat", "user of PostgreSQL"),
        env.secret("CHAT_POSTGRES_PASSWORD", Secret.of(""), "password of PostgreSQL"),
        env.integer(
            "CHAT_INGEST_POSTGRES_CONNECTIONS_MAX",
            12,
            1,
            200,
            "connections that ingest-api reads with"),
        env.integer(
            "CHAT_INGEST_POSTGRES_READERS_MAX",
            512,
            1,
            100_000,
            "requests that may hold or wait for a connection before others are refused"));
  }
}

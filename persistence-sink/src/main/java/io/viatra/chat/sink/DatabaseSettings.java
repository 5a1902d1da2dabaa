package io.viatra.chat.sink;

import io.viatra.chat.runtime.config.Env;
import io.viatra.chat.runtime.config.Secret;

/// Where the read model is.
public record DatabaseSettings(String url, String user, Secret password) {

  /// From the variables of the service.
  public static DatabaseSettings from(Env env) {
    return new DatabaseSettings(
        env.string(
            "CHAT_POSTGRES_URL", "jdbc:postgresql://localhost:5432/chat", "JDBC URL of PostgreSQL"),
        env.string("CHAT_POSTGRES_USER", "chat", "user of PostgreSQL"),
        env.secret("CHAT_POSTGRES_PASSWORD", Secret.of(""), "password of PostgreSQL"));
  }
}

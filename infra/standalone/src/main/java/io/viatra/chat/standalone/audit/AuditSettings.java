package io.viatra.chat.standalone.audit;

import io.viatra.chat.runtime.config.Env;
import io.viatra.chat.runtime.config.Secret;
import io.viatra.chat.runtime.kafka.KafkaSettings;
import java.time.Duration;

/// What an audit is told.
///
/// @param prefix of the two Streams applications, which names their changelogs
public record AuditSettings(KafkaSettings kafka, String prefix, Postgres postgres, Bounds bounds) {

  /// Where the read model is; a JDBC URL.
  record Postgres(String url, String user, Secret password) {}

  /// @param fanoutMax members up to which `chat.unread.v1` has counts
  /// @param atOnce partitions in memory at a time: more reads the router's changelogs less often
  /// @param patience how long what differs is looked at again
  public record Bounds(int fanoutMax, int atOnce, Duration patience) {}

  /// From the variables of the services.
  public static AuditSettings from(Env env, Bounds bounds) {
    return new AuditSettings(
        KafkaSettings.from(env),
        env.string("CHAT_STREAMS_PREFIX", "chat", "prefix of the two application ids"),
        new Postgres(
            env.string(
                "CHAT_POSTGRES_URL",
                "jdbc:postgresql://localhost:5432/chat",
                "JDBC URL of PostgreSQL"),
            env.string("CHAT_POSTGRES_USER", "chat", "user of PostgreSQL"),
            env.secret("CHAT_POSTGRES_PASSWORD", Secret.of(""), "password of PostgreSQL")),
        bounds);
  }
}

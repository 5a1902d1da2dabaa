package io.viatra.chat.testkit;

import io.viatra.chat.testkit.EmbeddedPostgreSql.Durability;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;

/// The settings of the embedded PostgreSQL: small, quiet, on loopback only.
final class PostgreSqlSettings {
  private PostgreSqlSettings() {}

  static EmbeddedPostgres.Builder server(Path data, Durability durability, int port)
      throws IOException {
    // A fresh file per start: with warnings only it stays small within one run.
    ProcessBuilder.Redirect log =
        ProcessBuilder.Redirect.to(data.resolve("postgresql.log").toFile());
    EmbeddedPostgres.Builder builder =
        EmbeddedPostgres.builder()
            .setOverrideWorkingDirectory(BinaryCache.directory().resolve("postgresql").toFile())
            .setDataDirectory(data.resolve("cluster"))
            .setCleanDataDirectory(false)
            .setRegisterShutdownHook(false)
            .setPort(port)
            .setOutputRedirector(log)
            .setErrorRedirector(log)
            .setLocaleConfig("locale", "C.UTF-8");
    loopbackOnly(builder);
    small(builder);
    durable(builder, durability);
    return builder;
  }

  private static void loopbackOnly(EmbeddedPostgres.Builder builder) {
    builder.setServerConfig("listen_addresses", "127.0.0.1");
    // No socket file: in /tmp it outlives a kill and then belongs to whoever ran first.
    builder.setServerConfig("unix_socket_directories", "");
  }

  /// Connections of all services in one process stay below 60; each costs the server some
  /// megabytes. A page anywhere costs what the next one costs, as on every solid-state disk: the
  /// default of four is one of discs that turn, and lets whole tables be read.
  private static void small(EmbeddedPostgres.Builder builder) {
    builder
        .setServerConfig("max_connections", "100")
        .setServerConfig("shared_buffers", "64MB")
        .setServerConfig("max_wal_size", "512MB")
        .setServerConfig("wal_level", "minimal")
        .setServerConfig("max_wal_senders", "0")
        .setServerConfig("jit", "off")
        .setServerConfig("random_page_cost", "1.1")
        .setServerConfig("log_checkpoints", "off")
        .setServerConfig("log_min_messages", "warning");
  }

  /// Sets fsync either way, since the starter underneath switches it off unasked.
  private static void durable(EmbeddedPostgres.Builder builder, Durability durability) {
    String onOrOff =
        switch (durability) {
          case SYNCED -> "on";
          case UNSYNCED -> "off";
        };
    builder
        .setServerConfig("fsync", onOrOff)
        .setServerConfig("full_page_writes", onOrOff)
        .setServerConfig("synchronous_commit", onOrOff);
  }
}

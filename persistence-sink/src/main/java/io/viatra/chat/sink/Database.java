package io.viatra.chat.sink;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.viatra.chat.readmodel.ReadModel;
import io.viatra.chat.runtime.metrics.Metrics;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/// The sink's connections: one writes, one answers for positions, one for readiness. Every wait on
/// them ends: for a connection after 3 s, for an answer after 20 s, and a transaction that stands
/// idle because its sink hangs is ended by the server after 30 s, so that a successor gets the
/// rows.
final class Database implements AutoCloseable {
  private static final int CONNECTIONS_MAX = 3;
  private static final Duration CONNECTION_MAX = Duration.ofSeconds(3);
  private static final int CONNECT_SECONDS_MAX = 2;
  private static final int SOCKET_SECONDS_MAX = 25;

  /// A crash of the server may take the last commits: rows and offsets together, and Kafka still
  /// has the records. So no commit waits for the disk.
  private static final String SESSION =
      """
      SET synchronous_commit = off;
      SET statement_timeout = '20s';
      SET idle_in_transaction_session_timeout = '30s'
      """;

  private final DatabaseSettings settings;
  private final HikariDataSource pool;

  private Database(DatabaseSettings settings, HikariDataSource pool) {
    this.settings = settings;
    this.pool = pool;
  }

  /// Opens the pool; does not connect yet.
  static Database open(DatabaseSettings settings, Metrics metrics) {
    HikariConfig config = new HikariConfig();
    config.setPoolName("persistence-sink");
    config.setJdbcUrl(settings.url());
    config.setUsername(settings.user());
    config.setPassword(settings.password().reveal());
    config.setAutoCommit(false);
    config.setMaximumPoolSize(CONNECTIONS_MAX);
    config.setMinimumIdle(1);
    config.setConnectionTimeout(CONNECTION_MAX.toMillis());
    config.setInitializationFailTimeout(-1);
    config.setConnectionInitSql(SESSION);
    config.addDataSourceProperty("ApplicationName", "persistence-sink");
    config.addDataSourceProperty("connectTimeout", CONNECT_SECONDS_MAX);
    config.addDataSourceProperty("socketTimeout", SOCKET_SECONDS_MAX);
    config.addDataSourceProperty("tcpKeepAlive", true);
    // The server's details quote rows, and rows are content.
    config.addDataSourceProperty("logServerErrorDetail", false);
    HikariDataSource pool = new HikariDataSource(config);
    metrics.gauge(
        "chat.sink.connections",
        "connections to PostgreSQL in use",
        () -> pool.getHikariPoolMXBean().getActiveConnections());
    return new Database(settings, pool);
  }

  /// Brings the tables to this build, on connections without the pool's deadlines: a migration may
  /// build an index for minutes.
  void migrate() {
    PGSimpleDataSource patient = new PGSimpleDataSource();
    patient.setUrl(settings.url());
    patient.setUser(settings.user());
    patient.setPassword(settings.password().reveal());
    patient.setConnectTimeout(CONNECT_SECONDS_MAX);
    ReadModel.migrate(patient);
  }

  /// Whether it answers, and has the tables.
  boolean answers() throws SQLException {
    try (Connection connection = pool.getConnection()) {
      boolean current = ReadModel.isCurrent(connection);
      connection.rollback();
      return current;
    }
  }

  DataSource source() {
    return pool;
  }

  @Override
  public void close() {
    pool.close();
  }
}

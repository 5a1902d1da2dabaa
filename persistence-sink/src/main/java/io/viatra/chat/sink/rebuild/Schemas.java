package io.viatra.chat.sink.rebuild;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.viatra.chat.readmodel.ReadModel;
import io.viatra.chat.sink.DatabaseSettings;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/// The schemas in which a read model may stand: the one that the services' connections have by
/// default, and two of ours beside it.
final class Schemas {
  /// Where the next read model is built.
  static final String NEXT = "chat_rebuild";

  /// What the last swap took away.
  static final String PREVIOUS = "chat_previous";

  /// One builds, one compares or holds the lock of the swap.
  private static final int CONNECTIONS_MAX = 3;

  private static final int CONNECT_SECONDS_MAX = 5;

  /// Without deadlines: an index may take an hour. A crash of the server may take the last commits,
  /// rows and positions together. Times in UTC and text of rows with it, whatever the server's
  /// default, so that hashes of two connections can be compared.
  private static final String SESSION =
      """
      SET synchronous_commit = off;
      SET maintenance_work_mem = '256MB';
      SET work_mem = '64MB';
      SET timezone = 'UTC'
      """;

  private final DatabaseSettings database;

  Schemas(DatabaseSettings database) {
    this.database = database;
  }

  /// Connections whose unqualified names are those of a schema.
  ///
  /// @param schema null for the default one, in which the services work
  HikariDataSource pool(@Nullable String schema) {
    HikariConfig config = new HikariConfig();
    config.setPoolName("rebuild-" + (schema == null ? "live" : schema));
    config.setJdbcUrl(database.url());
    config.setUsername(database.user());
    config.setPassword(database.password().reveal());
    config.setAutoCommit(false);
    config.setMaximumPoolSize(CONNECTIONS_MAX);
    config.setMinimumIdle(0);
    config.setInitializationFailTimeout(-1);
    config.setConnectionInitSql(SESSION);
    config.addDataSourceProperty("ApplicationName", "rebuild");
    config.addDataSourceProperty("connectTimeout", CONNECT_SECONDS_MAX);
    config.addDataSourceProperty("tcpKeepAlive", true);
    // The server's details quote rows, and rows are content.
    config.addDataSourceProperty("logServerErrorDetail", false);
    if (schema != null) {
      config.addDataSourceProperty("currentSchema", schema);
    }
    return new HikariDataSource(config);
  }

  /// The default schema's name.
  static String live(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT current_schema()")) {
      row.next();
      return row.getString(1);
    }
  }

  static boolean exists(Connection connection, String schema) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("SELECT FROM pg_namespace WHERE nspname = ?")) {
      statement.setString(1, schema);
      try (ResultSet row = statement.executeQuery()) {
        return row.next();
      }
    }
  }

  static void drop(Connection connection, String schema) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("DROP SCHEMA IF EXISTS " + schema + " CASCADE");
    }
    connection.commit();
  }

  /// Makes the schema if it is not there, and brings its tables to this build.
  void migrate(String schema) throws SQLException {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(database.url());
    source.setUser(database.user());
    source.setPassword(database.password().reveal());
    source.setConnectTimeout(CONNECT_SECONDS_MAX);
    source.setCurrentSchema(schema);
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE SCHEMA IF NOT EXISTS " + schema);
    }
    ReadModel.migrate(source);
  }
}

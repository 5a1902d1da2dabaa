package io.viatra.chat.readmodel;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/// Brings a database to the tables of this build, or tells whether it is there.
public final class ReadModel {
  /// The newest migration of this build. Newer databases are fine too: migrations only add while
  /// readers of the former version run.
  public static final int VERSION = 3;

  private static final String MIGRATIONS = "classpath:io/viatra/chat/readmodel/migration";
  private static final String HISTORY = "flyway_schema_history";

  /// Pauses of 1, 2, 4 and then 5 seconds: a database that starts at the same time is waited for.
  private static final int CONNECT_RETRIES = 8;

  private static final int CONNECT_PAUSE_SECONDS_MAX = 5;

  private ReadModel() {}

  /// Applies what is missing, in the connections' current schema. Processes that start together
  /// take turns by an advisory lock; the second finds nothing to do.
  ///
  /// @throws org.flywaydb.core.api.FlywayException if the database stays away for half a minute, or
  ///   if its history does not belong to these migrations; nothing is half applied then
  public static void migrate(DataSource database) {
    Flyway.configure(ReadModel.class.getClassLoader())
        .dataSource(database)
        .locations(MIGRATIONS)
        .table(HISTORY)
        .cleanDisabled(true)
        .connectRetries(CONNECT_RETRIES)
        .connectRetriesInterval(CONNECT_PAUSE_SECONDS_MAX)
        .load()
        .migrate();
  }

  /// The newest migration that stands in this database, 0 where there is none yet. One look at a
  /// tiny table: cheap enough for a readiness check.
  public static int version(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      return hasHistory(statement) ? newest(statement) : 0;
    }
  }

  /// Whether a service of this build can work on this database.
  public static boolean isCurrent(Connection connection) throws SQLException {
    return version(connection) >= VERSION;
  }

  private static boolean hasHistory(Statement statement) throws SQLException {
    try (ResultSet row = statement.executeQuery("SELECT to_regclass('" + HISTORY + "')")) {
      row.next();
      return row.getString(1) != null;
    }
  }

  private static int newest(Statement statement) throws SQLException {
    String query =
        "SELECT coalesce(max(version::int), 0) FROM "
            + HISTORY
            + " WHERE success AND version <> ''";
    try (ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getInt(1);
    }
  }
}

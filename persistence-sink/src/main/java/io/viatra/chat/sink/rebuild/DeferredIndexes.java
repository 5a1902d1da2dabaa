package io.viatra.chat.sink.rebuild;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/// Secondary indexes of `messages`, made when all rows are there: sorted once instead of entered
/// row by row. Keys stay, because edits and deletions find their message by them.
///
/// What is to be made stands in a table of the new schema, so that it survives a crash between the
/// two.
final class DeferredIndexes {
  /// The table is not part of the read model: it goes with the schema at the swap. A definition
  /// names its table with the schema.
  private static final String NOTE =
      """
      CREATE TABLE rebuild_indexes AS
      SELECT i.relname AS name, replace(pg_get_indexdef(i.oid), ' ON ONLY ', ' ON ') AS definition
      FROM pg_index x
      JOIN pg_class i ON i.oid = x.indexrelid
      JOIN pg_class t ON t.oid = x.indrelid
      WHERE t.relnamespace = current_schema()::regnamespace AND t.relname = 'messages'
        AND NOT x.indisprimary
      """;

  private record Index(String name, String definition) {}

  private DeferredIndexes() {}

  /// Takes them off a schema that was just made. Doing it again does nothing.
  static void defer(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      if (!read(statement, "SELECT '', '' WHERE to_regclass('rebuild_indexes') IS NOT NULL")
          .isEmpty()) {
        return;
      }
      statement.execute(NOTE);
      for (Index index : deferred(statement)) {
        statement.execute("DROP INDEX " + index.name);
      }
      connection.commit();
    }
  }

  /// Names of those that are still to be made.
  static List<String> names(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      return deferred(statement).stream().map(Index::name).toList();
    }
  }

  /// Makes the one with this name, in a transaction of its own.
  static void create(Connection connection, String name) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (Index index : deferred(statement)) {
        if (index.name.equals(name)) {
          statement.execute(index.definition);
          statement.execute("DELETE FROM rebuild_indexes WHERE name = '" + name + "'");
        }
      }
      connection.commit();
    }
  }

  private static List<Index> deferred(Statement statement) throws SQLException {
    return read(statement, "SELECT name, definition FROM rebuild_indexes ORDER BY name");
  }

  private static List<Index> read(Statement statement, String query) throws SQLException {
    List<Index> indexes = new ArrayList<>();
    try (ResultSet rows = statement.executeQuery(query)) {
      while (rows.next()) {
        indexes.add(new Index(rows.getString(1), rows.getString(2)));
      }
    }
    return indexes;
  }
}

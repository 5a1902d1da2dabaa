package io.viatra.chat.sink.rebuild;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The digests of one table, ascending by key, as a stream: a million keys are never in memory.
/// Within the transaction of its connection, whose snapshot it sees.
final class TableDigests implements AutoCloseable {
  /// A table of the read model and what its rows belong to.
  record Table(String name, String key) {}

  /// All of them; a test holds this to the migrations.
  static final List<Table> TABLES =
      List.of(
          new Table("conversations", "id"),
          new Table("conversation_members", "conversation_id"),
          new Table("messages", "conversation_id"),
          new Table("reactions", "conversation_id"),
          new Table("devices", "user_id"),
          new Table("sink_progress", "topic || '-' || partition"));

  private static final int FETCH_ROWS = 5_000;

  private final Statement statement;
  private final ResultSet rows;

  TableDigests(Connection connection, Table table) throws SQLException {
    statement = connection.createStatement();
    statement.setFetchSize(FETCH_ROWS);
    rows = statement.executeQuery(query(table));
  }

  private static String query(Table table) {
    return "SELECT ("
        + table.key
        + ")::text COLLATE \"C\", count(*), sum(hashtextextended(t::text, 0))::text FROM "
        + table.name
        + " t GROUP BY 1 ORDER BY 1";
  }

  /// Null at the end.
  @Nullable Digest next() throws SQLException {
    return rows.next() ? new Digest(rows.getString(1), rows.getLong(2), rows.getString(3)) : null;
  }

  @Override
  public void close() throws SQLException {
    rows.close();
    statement.close();
  }
}

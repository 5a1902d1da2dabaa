package io.viatra.chat.sink.rebuild;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/// One rebuild at a time in a database: an advisory lock of the session, which ends with the
/// process however that ends.
final class Turn {
  private static final String TAKE =
      "SELECT pg_try_advisory_lock(hashtextextended('viatra chat rebuild', 0))";

  private Turn() {}

  /// Held until the connection is really closed, which is when its pool is.
  ///
  /// @throws RebuildException if somebody else has it
  static void take(Connection connection) throws RebuildException, SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(TAKE)) {
      row.next();
      if (!row.getBoolean(1)) {
        throw new RebuildException("another rebuild of this database is under way");
      }
    }
    connection.commit();
  }
}

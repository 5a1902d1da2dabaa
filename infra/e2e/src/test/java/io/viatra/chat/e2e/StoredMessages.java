package io.viatra.chat.e2e;

import io.viatra.chat.testkit.Database;
import io.viatra.chat.testkit.guarantee.History;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// What PostgreSQL holds of a conversation, asked behind everybody's back.
record StoredMessages(Database database) {
  private static final String ROWS =
      "SELECT seq, created_ver, id, sender_id, client_message_id, deleted_at IS NOT NULL"
          + " FROM messages WHERE conversation_id = ? ORDER BY seq";

  /// In the order of seq, each with the version that it came with.
  List<History.Stored> of(String conversation) throws SQLException {
    try (var connection =
            DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
        var statement = connection.prepareStatement(ROWS)) {
      statement.setObject(1, UUID.fromString(conversation));
      var found = statement.executeQuery();
      var rows = new ArrayList<History.Stored>();
      while (found.next()) {
        rows.add(
            new History.Stored(
                conversation,
                found.getLong(1),
                found.getLong(2),
                found.getString(3),
                found.getString(4),
                found.getString(5),
                found.getBoolean(6)));
      }
      return rows;
    }
  }
}

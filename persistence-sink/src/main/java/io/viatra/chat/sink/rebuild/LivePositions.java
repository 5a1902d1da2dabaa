package io.viatra.chat.sink.rebuild;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/// Which part of the log a read model holds, as its own `sink_progress` says it.
final class LivePositions {
  private LivePositions() {}

  /// Whether there is a read model in the connection's schema at all.
  static boolean exist(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT to_regclass('sink_progress') IS NOT NULL")) {
      row.next();
      return row.getBoolean(1);
    }
  }

  /// In the connection's snapshot, hence exactly what its rows hold.
  static Map<TopicPartition, Long> of(Connection connection) throws SQLException {
    Map<TopicPartition, Long> positions = new HashMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("SELECT topic, partition, next FROM sink_progress")) {
      while (rows.next()) {
        positions.put(new TopicPartition(rows.getString(1), rows.getInt(2)), rows.getLong(3));
      }
    }
    return positions;
  }
}

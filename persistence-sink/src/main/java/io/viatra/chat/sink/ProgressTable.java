package io.viatra.chat.sink;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/// `sink_progress`: where each partition is, and the fence between two owners of it.
final class ProgressTable {
  private static final Unnest<TopicPartition> BEGIN =
      Unnest.<TopicPartition>of(
              """
              INSERT INTO sink_progress (topic, partition, next)
              SELECT topic, partition, 0 FROM :rows
              ON CONFLICT (topic, partition) DO NOTHING
              """)
          .text("topic", TopicPartition::topic)
          .integer("partition", TopicPartition::partition);

  private static final Unnest<Step> MOVE =
      Unnest.<Step>of(
              """
              UPDATE sink_progress p SET next = u.next, cmd = greatest(p.cmd, u.cmd)
              FROM :rows
              WHERE p.topic = u.topic AND p.partition = u.partition AND p.next = u.expected
              """)
          .text("topic", s -> s.partition().topic())
          .integer("partition", s -> s.partition().partition())
          .bigint("expected", Step::expected)
          .bigint("next", Step::next)
          .bigint("cmd", Step::command);

  private static final String READ =
      "SELECT topic, partition, next FROM sink_progress WHERE topic = ANY (?)";

  private ProgressTable() {}

  /// Makes the rows that are missing, at 0: from the beginning of the log.
  static void begin(Connection connection, Set<TopicPartition> partitions) throws SQLException {
    BEGIN.execute(connection, partitions);
  }

  static Map<TopicPartition, Long> read(Connection connection, Set<TopicPartition> partitions)
      throws SQLException {
    Map<TopicPartition, Long> positions = new HashMap<>();
    Object[] topics = partitions.stream().map(TopicPartition::topic).distinct().toArray();
    Array array = connection.createArrayOf("text", topics);
    try (PreparedStatement statement = connection.prepareStatement(READ)) {
      statement.setArray(1, array);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          positions.put(new TopicPartition(rows.getString(1), rows.getInt(2)), rows.getLong(3));
        }
      }
    } finally {
      array.free();
    }
    positions.keySet().retainAll(partitions);
    return positions;
  }

  /// Moves all the partitions or says no; to be rolled back then. The moved rows stay locked until
  /// the transaction ends, so another owner waits here, before it has written anything.
  static boolean move(Connection connection, Collection<Step> steps) throws SQLException {
    return MOVE.execute(connection, List.copyOf(steps)) == steps.size();
  }
}

package io.viatra.chat.sink;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.apache.kafka.common.TopicPartition;

/// The read model as the sink sees it: positions, and folds that are written together with them.
final class Ledger {
  private final DataSource database;

  Ledger(DataSource database) {
    this.database = database;
  }

  /// Where each partition is; one that was never consumed is at 0.
  Map<TopicPartition, Long> positions(Set<TopicPartition> partitions) throws SQLException {
    try (Connection connection = database.getConnection()) {
      ProgressTable.begin(connection, partitions);
      connection.commit();
      return ProgressTable.read(connection, partitions);
    }
  }

  /// Writes a fold and moves its partitions, both or neither.
  ///
  /// @return false where a partition is not where the step expects it: nothing was written
  /// @throws SQLException also when the outcome of the commit is unknown; the next attempt finds
  ///   out by the same comparison
  boolean write(Fold fold, Collection<Step> steps) throws SQLException {
    try (Connection connection = database.getConnection()) {
      // The fence first: whoever has been replaced ends here.
      if (!ProgressTable.move(connection, steps)) {
        connection.rollback();
        return false;
      }
      ReactionWriter.write(connection, fold.reactions, fold.messages);
      MessageWriter.write(connection, fold.messages);
      ConversationWriter.write(connection, fold.conversations);
      MemberWriter.write(connection, fold.members);
      DeviceWriter.write(connection, fold.devices);
      connection.commit();
      return true;
    }
  }
}

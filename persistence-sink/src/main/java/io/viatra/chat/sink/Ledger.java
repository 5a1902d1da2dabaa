package io.viatra.chat.sink;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.apache.kafka.common.TopicPartition;

/// The read model as the sink sees it: positions, and folds that are written together with them.
public final class Ledger {
  /// How the messages of a fold are written.
  private interface Messages {
    void write(Connection connection, MessageFold messages) throws SQLException;
  }

  private final DataSource database;
  private final Messages messages;

  private Ledger(DataSource database, Messages messages) {
    this.database = database;
    this.messages = messages;
  }

  /// For tables that others write too, and that may hold what is written already.
  ///
  /// @param database connections without automatic commits
  public static Ledger live(DataSource database) {
    return new Ledger(database, MessageWriter::write);
  }

  /// For tables that nobody else writes, from the beginning of the log: messages by COPY. A message
  /// that is there already makes [#write] fail with 23505.
  ///
  /// @param database connections without automatic commits
  public static Ledger filling(DataSource database) {
    return new Ledger(database, MessageWriter::fill);
  }

  /// Where each partition is; one that was never consumed is at 0.
  public Map<TopicPartition, Long> positions(Set<TopicPartition> partitions) throws SQLException {
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
  public boolean write(Fold fold, Collection<Step> steps) throws SQLException {
    try (Connection connection = database.getConnection()) {
      // The fence first: whoever has been replaced ends here.
      if (!ProgressTable.move(connection, steps)) {
        connection.rollback();
        return false;
      }
      ReactionWriter.write(connection, fold.reactions, fold.messages);
      messages.write(connection, fold.messages);
      ConversationWriter.write(connection, fold.conversations);
      MemberWriter.write(connection, fold.members);
      DeviceWriter.write(connection, fold.devices);
      connection.commit();
      return true;
    }
  }
}

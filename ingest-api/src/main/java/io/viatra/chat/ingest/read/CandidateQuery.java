package io.viatra.chat.ingest.read;

import io.viatra.chat.ingest.read.Membership.History;
import io.viatra.chat.schemas.conversation.ConversationType;
import io.viatra.chat.schemas.conversation.Role;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;

/// What is asked before every send, as a constant text: rendering it anew each time took a quarter
/// of what a send cost this process.
final class CandidateQuery {
  /// The message's conversation is compared by value and not by the joined row, so that only one of
  /// the table's partitions is looked into.
  private static final String SQL =
      """
      SELECT m.role, m.joined_seq, m.read_seq, c.type, c.last_seq, c.metadata ->> 'history', s.seq
        FROM conversation_members m
        JOIN conversations c ON c.id = m.conversation_id
        LEFT JOIN messages s ON s.conversation_id = ? AND s.id = ?
       WHERE m.conversation_id = ? AND m.user_id = ? AND m.left_seq IS NULL\
      """;

  private CandidateQuery() {}

  static Optional<Candidate> ask(
      Connection connection, UUID conversationId, String userId, UUID messageId)
      throws SQLException {
    try (var statement = connection.prepareStatement(SQL)) {
      statement.setObject(1, conversationId);
      statement.setObject(2, messageId);
      statement.setObject(3, conversationId);
      statement.setString(4, userId);
      try (var rows = statement.executeQuery()) {
        return rows.next()
            ? Optional.of(candidate(rows, conversationId, userId))
            : Optional.empty();
      }
    }
  }

  private static Candidate candidate(ResultSet row, UUID conversationId, String userId)
      throws SQLException {
    var membership =
        new Membership(
            conversationId,
            userId,
            Stored.constant(ConversationType.class, row.getString(4)),
            Stored.constant(Role.class, row.getString(1)),
            row.getLong(2),
            row.getLong(3),
            row.getLong(5),
            "full".equals(row.getString(6)) ? History.FULL : History.OWN);
    return new Candidate(membership, row.getObject(7) != null);
  }
}

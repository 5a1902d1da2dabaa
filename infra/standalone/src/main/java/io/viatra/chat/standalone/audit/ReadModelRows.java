package io.viatra.chat.standalone.audit;

import io.viatra.chat.schemas.topic.Topics;
import io.viatra.chat.standalone.audit.StoredConversation.MemberRow;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.function.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/// The rows of PostgreSQL, read in transactions that can write nothing, each of one moment.
final class ReadModelRows implements AutoCloseable {
  private static final int FETCHED = 5_000;
  private static final String CONNECT_SECONDS_MAX = "5";

  /// The longest statement looks for rows of unknown conversations, once in each pass.
  private static final String ANSWER_SECONDS_MAX = "600";

  private static final String PROGRESS =
      "SELECT topic, partition, next FROM sink_progress WHERE topic IN (?, ?)";

  /// Messages are counted by their primary key, which is the one part of this that grows with
  /// history.
  private static final String CONVERSATIONS =
      """
      SELECT id, type, ver, last_seq,
        (SELECT count(*) FROM messages m WHERE m.conversation_id = c.id)
      FROM conversations c WHERE id = ANY (?)
      """;

  private static final String MEMBERS =
      """
      SELECT conversation_id, user_id, role, joined_seq, left_seq, delivered_seq, read_seq, ver
      FROM conversation_members WHERE conversation_id = ANY (?)
      """;

  private static final String UNREAD =
      "SELECT conversation_id, user_id, unread FROM unread_counts WHERE conversation_id = ANY (?)";

  private static final String KNOWN =
      """
      SELECT id FROM conversations
      UNION ALL
      SELECT DISTINCT conversation_id FROM conversation_members m
       WHERE NOT EXISTS (SELECT FROM conversations c WHERE c.id = m.conversation_id)
      """;

  private final Connection connection;

  /// Connects.
  ///
  /// @throws UnreachableException if PostgreSQL does not answer within 5 s
  ReadModelRows(AuditSettings.Postgres postgres) throws UnreachableException {
    var properties = new Properties();
    properties.setProperty("user", postgres.user());
    properties.setProperty("password", postgres.password().reveal());
    properties.setProperty("ApplicationName", "audit");
    properties.setProperty("connectTimeout", CONNECT_SECONDS_MAX);
    properties.setProperty("socketTimeout", ANSWER_SECONDS_MAX);
    try {
      connection = DriverManager.getConnection(postgres.url(), properties);
      connection.setReadOnly(true);
      connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      connection.setAutoCommit(false);
    } catch (SQLException failed) {
      throw unreachable(failed);
    }
  }

  /// The next offset of events and receipts that the sink will apply.
  Map<TopicPartition, Long> progress() throws UnreachableException {
    try (var statement = connection.prepareStatement(PROGRESS)) {
      statement.setString(1, Topics.EVENTS.name());
      statement.setString(2, Topics.RECEIPTS.name());
      var positions = new HashMap<TopicPartition, Long>();
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          positions.put(new TopicPartition(rows.getString(1), rows.getInt(2)), rows.getLong(3));
        }
      }
      connection.rollback();
      return positions;
    } catch (SQLException failed) {
      throw unreachable(failed);
    }
  }

  /// Every conversation that has a row of any kind.
  void eachConversation(Consumer<UUID> each) throws UnreachableException {
    try (var statement = connection.prepareStatement(KNOWN)) {
      statement.setFetchSize(FETCHED);
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          each.accept(id(rows));
        }
      }
      connection.rollback();
    } catch (SQLException failed) {
      throw unreachable(failed);
    }
  }

  /// What is stored of some conversations, at one moment: three questions in one transaction, so
  /// that a count is never held against a watermark of another time.
  Map<UUID, StoredConversation> of(Collection<UUID> ids) throws UnreachableException {
    try {
      var array = connection.createArrayOf("uuid", ids.toArray());
      var conversations = new HashMap<UUID, StoredConversation.Row>();
      each(CONVERSATIONS, array, rows -> conversations.put(id(rows), row(rows)));
      var unread = new HashMap<UUID, Map<String, Long>>();
      each(UNREAD, array, rows -> of(unread, rows).put(rows.getString(2), rows.getLong(3)));
      var members = new HashMap<UUID, Map<String, MemberRow>>();
      each(
          MEMBERS,
          array,
          rows -> {
            var counts = unread.getOrDefault(id(rows), Map.of());
            of(members, rows).put(rows.getString(2), member(rows, counts.get(rows.getString(2))));
          });
      connection.rollback();
      var stored = new HashMap<UUID, StoredConversation>();
      for (var id : ids) {
        var theirs = members.getOrDefault(id, Map.of());
        stored.put(id, new StoredConversation(conversations.get(id), theirs));
      }
      return stored;
    } catch (SQLException failed) {
      throw unreachable(failed);
    }
  }

  /// What is done with one row.
  private interface RowReader {
    void read(ResultSet row) throws SQLException;
  }

  private void each(String query, java.sql.Array ids, RowReader reader) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(query)) {
      statement.setArray(1, ids);
      statement.setFetchSize(FETCHED);
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          reader.read(rows);
        }
      }
    }
  }

  private static <T> Map<String, T> of(Map<UUID, Map<String, T>> conversations, ResultSet rows)
      throws SQLException {
    return conversations.computeIfAbsent(id(rows), _ -> new HashMap<>());
  }

  private static UUID id(ResultSet rows) throws SQLException {
    return rows.getObject(1, UUID.class);
  }

  private static StoredConversation.Row row(ResultSet rows) throws SQLException {
    return new StoredConversation.Row(
        rows.getString(2), rows.getLong(3), rows.getLong(4), rows.getLong(5));
  }

  private static MemberRow member(ResultSet rows, @Nullable Long unread) throws SQLException {
    return new MemberRow(
        rows.getString(3),
        rows.getLong(4),
        rows.getObject(5, Long.class),
        new StoredConversation.Marks(rows.getLong(6), rows.getLong(7)),
        rows.getLong(8),
        unread);
  }

  /// The state alone: the server's text may quote rows.
  private static UnreachableException unreachable(SQLException failed) {
    return new UnreachableException(
        "PostgreSQL does not answer (SQLSTATE " + failed.getSQLState() + ")", failed);
  }

  @Override
  public void close() throws UnreachableException {
    try {
      connection.close();
    } catch (SQLException failed) {
      throw unreachable(failed);
    }
  }
}

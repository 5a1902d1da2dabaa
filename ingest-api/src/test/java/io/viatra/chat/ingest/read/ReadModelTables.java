package io.viatra.chat.ingest.read;

import io.viatra.chat.readmodel.ReadModel;
import io.viatra.chat.runtime.config.Secret;
import io.viatra.chat.runtime.metrics.Metrics;
import io.viatra.chat.testkit.TestInfrastructure;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.UUID;
import org.postgresql.ds.PGSimpleDataSource;

/// A read model of its own, written as the sink writes it: whatever changes takes the version that
/// it takes there, in one transaction with it. For one thread.
final class ReadModelTables implements AutoCloseable {
  private final Connection connection;
  final Database database;

  private ReadModelTables(Connection connection, Database database) {
    this.connection = connection;
    this.database = database;
  }

  static ReadModelTables create(Metrics metrics) throws SQLException {
    var fresh = TestInfrastructure.postgres().freshDatabase();
    var source = new PGSimpleDataSource();
    source.setUrl(fresh.jdbcUrl());
    source.setUser(fresh.user());
    source.setPassword(fresh.password());
    ReadModel.migrate(source);
    var settings =
        new DatabaseSettings(fresh.jdbcUrl(), fresh.user(), Secret.of(fresh.password()), 4, 64);
    return new ReadModelTables(
        DriverManager.getConnection(fresh.jdbcUrl(), fresh.user(), fresh.password()),
        Database.open(settings, metrics));
  }

  /// A group, the first member its owner.
  UUID group(String... members) throws SQLException {
    var id = UUID.randomUUID();
    run(
        """
        INSERT INTO conversations
          (id, type, created_by, created_at, last_seq, active_at, ver, changed_ver, frame_ver)
        VALUES ('%s', 'group', '%s', now(), 0, now(), 1, 0, 1)\
        """,
        id, members[0]);
    for (var member : members) {
      join(id, member);
    }
    return id;
  }

  void join(UUID id, String userId) throws SQLException {
    run(
        """
        WITH c AS (UPDATE conversations SET ver = ver + 1, frame_ver = ver + 1 WHERE id = '%1$s'
                   RETURNING last_seq, ver)
        INSERT INTO conversation_members (conversation_id, user_id, joined_seq, left_seq,
          delivered_seq, read_seq, ver)
        SELECT '%1$s', '%2$s', last_seq, NULL, last_seq, last_seq, ver FROM c
        ON CONFLICT (conversation_id, user_id) DO UPDATE SET left_seq = NULL,
          joined_seq = excluded.joined_seq, read_seq = excluded.joined_seq,
          delivered_seq = excluded.joined_seq
        WHERE conversation_members.left_seq IS NOT NULL\
        """,
        id, userId);
  }

  void leave(UUID id, String userId) throws SQLException {
    run(
        """
        WITH c AS (UPDATE conversations SET ver = ver + 1, frame_ver = ver + 1 WHERE id = '%1$s'
                   RETURNING last_seq)
        UPDATE conversation_members SET left_seq = c.last_seq FROM c
         WHERE conversation_id = '%1$s' AND user_id = '%2$s'\
        """,
        id, userId);
  }

  void say(UUID id, String sender, String text) throws SQLException {
    run(
        """
        WITH c AS (UPDATE conversations SET ver = ver + 1, last_seq = last_seq + 1 WHERE id = '%1$s'
                   RETURNING last_seq, ver)
        INSERT INTO messages (conversation_id, seq, id, sender_id, client_message_id, type,
          body_kind, body_text, created_at, created_ver, ver)
        SELECT '%1$s', last_seq, '%2$s', '%3$s', '%2$s', 'text', 'plain', '%4$s', now(), ver, ver
          FROM c\
        """,
        id, UUID.randomUUID(), sender, text);
  }

  /// A record that was put aside: its number is taken and its row is not there.
  void skip(UUID id) throws SQLException {
    run("UPDATE conversations SET ver = ver + 1, last_seq = last_seq + 1 WHERE id = '%s'", id);
  }

  void edit(UUID id, long seq, String text) throws SQLException {
    run(
        """
        WITH c AS (UPDATE conversations SET ver = ver + 1, changed_ver = ver + 1 WHERE id = '%1$s'
                   RETURNING ver)
        UPDATE messages SET ver = c.ver, body_text = '%3$s', edited_at = now() FROM c
         WHERE conversation_id = '%1$s' AND seq = %2$s AND deleted_at IS NULL\
        """,
        id, seq, text);
  }

  void delete(UUID id, long seq) throws SQLException {
    run(
        """
        WITH c AS (UPDATE conversations SET ver = ver + 1, changed_ver = ver + 1 WHERE id = '%1$s'
                   RETURNING ver),
             r AS (DELETE FROM reactions WHERE conversation_id = '%1$s' AND seq = %2$s)
        UPDATE messages SET ver = c.ver, body_kind = NULL, body_text = NULL, edited_at = NULL,
          deleted_at = now() FROM c
         WHERE conversation_id = '%1$s' AND seq = %2$s\
        """,
        id, seq);
  }

  void react(UUID id, long seq, String userId, String emoji) throws SQLException {
    run(
        """
        WITH c AS (UPDATE conversations SET ver = ver + 1, changed_ver = ver + 1 WHERE id = '%1$s'
                   RETURNING ver),
             m AS (UPDATE messages SET ver = c.ver FROM c
                   WHERE conversation_id = '%1$s' AND seq = %2$s AND deleted_at IS NULL
                   RETURNING seq)
        INSERT INTO reactions SELECT '%1$s', seq, '%3$s', '%4$s', now() FROM m
        ON CONFLICT DO NOTHING\
        """,
        id, seq, emoji, userId);
  }

  /// A receipt takes no version.
  void read(UUID id, String userId, long seq) throws SQLException {
    run(
        """
        UPDATE conversation_members SET read_seq = greatest(read_seq, %3$s),
          delivered_seq = greatest(delivered_seq, %3$s)
        WHERE conversation_id = '%1$s' AND user_id = '%2$s'\
        """,
        id, userId, seq);
  }

  @SuppressWarnings("AnnotateFormatMethod") // The annotation would be a dependency more.
  private void run(String sql, Object... values) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql.formatted(values));
    }
  }

  @Override
  public void close() throws SQLException {
    database.close();
    connection.close();
  }
}

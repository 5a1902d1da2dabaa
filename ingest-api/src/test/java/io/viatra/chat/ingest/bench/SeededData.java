package io.viatra.chat.ingest.bench;

import io.viatra.chat.readmodel.ReadModel;
import io.viatra.chat.testkit.Database;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.postgresql.ds.PGSimpleDataSource;

/// Groups in which everybody of a small staff is a member, each with a history; the same in every
/// run.
///
/// @param conversations ids of all groups
record SeededData(List<UUID> conversations) {
  static final int MEMBERS = 10;

  static SeededData in(Database database, int groups, int messages) throws SQLException {
    var source = new PGSimpleDataSource();
    source.setUrl(database.jdbcUrl());
    source.setUser(database.user());
    source.setPassword(database.password());
    ReadModel.migrate(source);
    try (var connection =
            DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
        var statement = connection.createStatement()) {
      for (var sql : statements(groups, messages)) {
        statement.execute(sql);
      }
    }
    return new SeededData(IntStream.rangeClosed(1, groups).mapToObj(g -> new UUID(0, g)).toList());
  }

  static String user(int member) {
    return "nurse-" + (1 + member % MEMBERS);
  }

  private static List<String> statements(int groups, int messages) {
    var id = "('00000000-0000-0000-0000-' || lpad(to_hex(g), 12, '0'))::uuid";
    return List.of(
        """
        INSERT INTO conversations (id, type, name, created_by, created_at, last_seq, active_at, ver,
          changed_ver, frame_ver)
        SELECT %s, 'group', 'Ward ' || g, 'nurse-1', now() - interval '1 day', %d,
          now() - g * interval '1 second', %d, %d, 1 FROM generate_series(1, %d) g\
        """
            .formatted(id, messages, messages + 1, messages + 1, groups),
        """
        INSERT INTO conversation_members (conversation_id, user_id, role, left_seq, delivered_seq,
          read_seq, ver)
        SELECT %s, 'nurse-' || m, CASE m WHEN 1 THEN 'owner' ELSE 'member' END, NULL, %d - m, %d - 2 * m,
          1 FROM generate_series(1, %d) g, generate_series(1, %d) m\
        """
            .formatted(id, messages, messages, groups, MEMBERS),
        """
        INSERT INTO messages (conversation_id, seq, id, sender_id, client_message_id, type, body_kind,
          body_text, created_at, created_ver, ver)
        SELECT %s, s, gen_random_uuid(), 'nurse-' || (1 + s %% %d), 'client-' || s, 'text', 'plain',
          repeat('Bed ' || s || ' needs a look. ', 1 + s %% 8), now() - (%d - s) * interval '1 second',
          s + 1, s + 1 FROM generate_series(1, %d) g, generate_series(1, %d) s\
        """
            .formatted(id, MEMBERS, messages, groups, messages),
        """
        INSERT INTO reactions SELECT %s, s, '+', 'nurse-' || m, now()
          FROM generate_series(1, %d) g, generate_series(10, %d, 10) s, generate_series(1, 2) m\
        """
            .formatted(id, groups, messages),
        "VACUUM ANALYZE");
  }
}

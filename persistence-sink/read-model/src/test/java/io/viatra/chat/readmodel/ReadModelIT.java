package io.viatra.chat.readmodel;

import static org.assertj.core.api.Assertions.assertThat;

import io.viatra.chat.testkit.Database;
import io.viatra.chat.testkit.TestInfrastructure;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

class ReadModelIT {
  @Test
  void anEmptyDatabaseIsNotCurrentAndBecomesItByMigration() throws Exception {
    Database database = TestInfrastructure.postgres().freshDatabase();
    try (Connection connection = Databases.source(database).getConnection()) {
      assertThat(ReadModel.version(connection)).isZero();
      assertThat(ReadModel.isCurrent(connection)).isFalse();

      ReadModel.migrate(Databases.source(database));

      assertThat(ReadModel.version(connection)).isEqualTo(ReadModel.VERSION);
      assertThat(ReadModel.isCurrent(connection)).isTrue();
    }
  }

  @Test
  void migratingTwiceChangesNothing() throws Exception {
    Database database = TestInfrastructure.postgres().freshDatabase();
    ReadModel.migrate(Databases.source(database));
    ReadModel.migrate(Databases.source(database));
    try (Connection connection = Databases.source(database).getConnection()) {
      assertThat(ReadModel.version(connection)).isEqualTo(ReadModel.VERSION);
    }
  }

  /// Of what is there only the newest version is known.
  @Test
  void rowsOfTheFirstVersionTakeTheirVersionForThatOfTheirCreation() throws Exception {
    Database database = TestInfrastructure.postgres().freshDatabase();
    Flyway.configure()
        .dataSource(Databases.source(database))
        .locations("classpath:io/viatra/chat/readmodel/migration")
        .target("1")
        .load()
        .migrate();
    try (Connection connection = Databases.source(database).getConnection();
        Statement statement = connection.createStatement()) {
      assertThat(ReadModel.isCurrent(connection)).isFalse();
      statement.execute(
          """
          INSERT INTO conversations (id, type, created_by, created_at, last_seq, active_at, ver)
          VALUES (gen_random_uuid(), 'group', 'ana', now(), 1, now(), 7)\
          """);
      statement.execute(
          """
          INSERT INTO messages
            (conversation_id, seq, id, sender_id, client_message_id, type, created_at, ver)
          SELECT id, 1, gen_random_uuid(), 'ana', 'c', 'text', now(), 6 FROM conversations\
          """);

      ReadModel.migrate(Databases.source(database));

      try (ResultSet row =
          statement.executeQuery(
              "SELECT created_ver, changed_ver, frame_ver FROM messages, conversations")) {
        assertThat(row.next()).isTrue();
        assertThat(List.of(row.getLong(1), row.getLong(2), row.getLong(3)))
            .containsExactly(6L, 7L, 7L);
      }
    }
  }
}

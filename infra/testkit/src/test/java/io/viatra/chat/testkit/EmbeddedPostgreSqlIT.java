package io.viatra.chat.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.viatra.chat.testkit.EmbeddedPostgreSql.Durability;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgreSqlIT {
  @TempDir Path data;

  @Test
  void keepsItsRowsThroughANewStartAndAnOutage() throws Exception {
    try (EmbeddedPostgreSql postgres = EmbeddedPostgreSql.start(data, Durability.SYNCED)) {
      execute(postgres.database(), "CREATE TABLE kept (n int)");
      execute(postgres.database(), "INSERT INTO kept VALUES (42)");
      assertThat(query(postgres.database(), "SHOW fsync")).isEqualTo("on");
    }
    try (EmbeddedPostgreSql postgres = EmbeddedPostgreSql.start(data, Durability.UNSYNCED)) {
      String address = postgres.jdbcUrl();
      assertThat(query(postgres.database(), "SHOW fsync")).isEqualTo("off");
      postgres.stop();
      assertThatThrownBy(() -> query(postgres.database(), "SELECT 1"))
          .isInstanceOf(SQLException.class);
      postgres.resume();
      assertThat(postgres.jdbcUrl()).isEqualTo(address);
      assertThat(query(postgres.database(), "SELECT n FROM kept")).isEqualTo("42");
    }
  }

  @Test
  void freshDatabasesAreEmptyAndApartAndCopiesAreComplete() throws Exception {
    EmbeddedPostgreSql postgres = TestInfrastructure.postgres();
    Database one = postgres.freshDatabase();
    Database two = postgres.freshDatabase();
    execute(one, "CREATE TABLE mine (n int)");
    execute(one, "INSERT INTO mine VALUES (7)");
    assertThatThrownBy(() -> query(two, "SELECT n FROM mine")).isInstanceOf(SQLException.class);
    assertThat(query(postgres.copyOf(one), "SELECT n FROM mine")).isEqualTo("7");
  }

  @Test
  void aDirectoryInUseIsRefused() throws Exception {
    try (EmbeddedPostgreSql postgres = EmbeddedPostgreSql.start(data, Durability.UNSYNCED)) {
      assertThatThrownBy(() -> EmbeddedPostgreSql.start(data, Durability.UNSYNCED))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("in use");
      assertThat(query(postgres.database(), "SELECT 1")).isEqualTo("1");
    }
  }

  @Test
  void theNumberOfADeadServerThatBelongsToAnotherProcessNowIsNoObstacle() throws Exception {
    try (EmbeddedPostgreSql postgres = EmbeddedPostgreSql.start(data, Durability.UNSYNCED)) {
      execute(postgres.database(), "CREATE TABLE kept (n int)");
    }
    long mine = ProcessHandle.current().pid();
    Path file = data.resolve("cluster").resolve("postmaster.pid");
    Files.writeString(file, mine + "\n" + data.resolve("cluster") + "\n");
    try (EmbeddedPostgreSql postgres = EmbeddedPostgreSql.start(data, Durability.UNSYNCED)) {
      assertThat(query(postgres.database(), "SELECT count(*) FROM kept")).isEqualTo("0");
    }
  }

  private static void execute(Database database, String sql) throws SQLException {
    try (Connection connection = connect(database);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String query(Database database, String sql) throws SQLException {
    try (Connection connection = connect(database);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      assertThat(rows.next()).isTrue();
      return rows.getString(1);
    }
  }

  private static Connection connect(Database database) throws SQLException {
    return DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
  }
}

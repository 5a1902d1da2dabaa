package io.viatra.chat.sink;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.viatra.chat.readmodel.ReadModel;
import io.viatra.chat.testkit.Database;
import io.viatra.chat.testkit.TestInfrastructure;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/// A database of a test's own, and looks into it.
record TestDatabase(Database database) {
  private static final List<String> TABLES =
      List.of("conversations", "conversation_members", "messages", "reactions", "devices");

  static TestDatabase empty() {
    return new TestDatabase(TestInfrastructure.postgres().freshDatabase());
  }

  /// A copy of one that was migrated once: twenty times faster than migrating again.
  static TestDatabase migrated() {
    return new TestDatabase(TestInfrastructure.postgres().copyOf(Template.MIGRATED));
  }

  private static final class Template {
    static final Database MIGRATED = migrate();

    private static Database migrate() {
      TestDatabase fresh = empty();
      ReadModel.migrate(fresh.source());
      return fresh.database;
    }
  }

  DataSource source() {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(database.jdbcUrl());
    source.setUser(database.user());
    source.setPassword(database.password());
    return source;
  }

  /// As the sink has them: few, and without automatic commits.
  HikariDataSource pool() {
    HikariConfig config = new HikariConfig();
    config.setDataSource(source());
    config.setAutoCommit(false);
    config.setMaximumPoolSize(2);
    config.setMinimumIdle(0);
    return new HikariDataSource(config);
  }

  Connection connection() throws SQLException {
    return source().getConnection();
  }

  void execute(String sql) throws SQLException {
    try (Connection connection = connection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /// The rows as text, columns joined by `|`, nulls as `-`.
  List<String> rows(String query) throws SQLException {
    try (Connection connection = connection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      List<String> texts = new ArrayList<>();
      while (rows.next()) {
        List<String> columns = new ArrayList<>();
        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
          @Nullable String value = rows.getString(i);
          columns.add(value == null ? "-" : value);
        }
        texts.add(String.join("|", columns));
      }
      return texts;
    }
  }

  long count(String table) throws SQLException {
    return Long.parseLong(rows("SELECT count(*) FROM " + table).getFirst());
  }

  /// Number of rows and a hash over all of them in order, by table.
  Map<String, String> digests() throws SQLException {
    Map<String, String> digests = new LinkedHashMap<>();
    for (String table : TABLES) {
      String query =
          "SELECT count(*), md5(coalesce(string_agg(t::text, chr(10) ORDER BY t::text), '')) FROM "
              + table
              + " t";
      digests.put(table, rows(query).getFirst());
    }
    return digests;
  }
}
